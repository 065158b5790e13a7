using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>
/// PSD2011, a client's method that nothing authorises, and PSD2012, declarations that contradict each other: both read how the methods of
/// a client are authorised.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MethodAuthorizationAnalyzer : ClientAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.MethodWithoutScopes, Descriptors.Contradiction];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        RegisterInterfaceAction(context, (symbol, type) =>
        {
            AnalyzeOwnMethods(symbol, type);
            var ofAssembly = clients.FindOfAssembly(type);
            if (ofAssembly is not null || Psd2Clients.IsAnnotatedClient(type))
            {
                var identifier = type.Locations.FirstOrDefault() ?? Location.None;
                AnalyzeClient(
                    type,
                    symbol.Compilation,
                    ofAssembly,
                    method => RefitMethods.IsOwn(method, type) ? method.Locations[0] : identifier,
                    $"Add [Psd2Scopes] to it or to '{Display(type)}', or [Psd2Anonymous] to it",
                    symbol.ReportDiagnostic);
            }
        });

        RegisterAssemblyClientAction(context, clients, (operation, argument, client) =>
        {
            var place = argument.Syntax.GetLocation();
            if (client is null)
            {
                return;
            }

            if (clients.FindOfAssembly(client.Type) != client)
            {
                operation.ReportDiagnostic(Contradiction(
                    place, $"[assembly: Psd2Client] names '{Display(client.Type)}' a second time. Remove one of the two."));
            }
            else if (!IsOf(operation.Compilation, client.Type) && !ClientShape.IsGeneric(client.Type))
            {
                AnalyzeClient(
                    client.Type,
                    operation.Compilation,
                    client,
                    _ => place,
                    "Name scopes in [assembly: Psd2Client]",
                    operation.ReportDiagnostic);
            }
        });
    }

    // On generic interfaces too, which lend their scopes.
    private static void AnalyzeOwnMethods(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(RefitMethods.Is))
        {
            if (Psd2Types.FindScopes(method) is not null
                && Psd2Types.FindAnonymous(method)?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is { } anonymous)
            {
                context.ReportDiagnostic(Contradiction(
                    NameOf(anonymous), $"'{Display(method)}' has both [Psd2Scopes] and [Psd2Anonymous]. Remove one of the two."));
            }
        }
    }

    private static void AnalyzeClient(
        INamedTypeSymbol type,
        Compilation compilation,
        AssemblyClient? ofAssembly,
        Func<IMethodSymbol, Location> placeOf,
        string remedy,
        Action<Diagnostic> report)
    {
        var methods = ScopeResolution.Resolve(type, ofAssembly?.Scopes).ToArray();

        // Nothing at all is another rule's matter: the assembly's attribute lacks the scopes then.
        if (methods.Any(method => method.Authorization != MethodAuthorization.None))
        {
            foreach (var method in methods.Where(method => IsUnauthorized(method, type)))
            {
                report(Diagnostic.Create(
                    Descriptors.MethodWithoutScopes, placeOf(method.Method), Display(method.Method), Display(type), remedy));
            }
        }

        foreach (var (method, other) in Confusable(methods, type, compilation))
        {
            report(Contradiction(
                placeOf(method),
                $"'{Display(method)}' and '{Display(other)}' differ in scopes, but nothing that Refit tells of a call, name, HTTP method and "
                + "path, is sure to tell them apart. Rename one of them."));
        }
    }

    // What contradicts itself, and what is still being written, is reported elsewhere.
    private static bool IsUnauthorized(ResolvedMethod method, INamedTypeSymbol client) =>
        method.Authorization == MethodAuthorization.None
        && Psd2Types.FindAnonymous(method.Method) is null
        && !new ISymbol[] { method.Method, method.Method.ContainingType, client }.Any(symbol =>
            Psd2Types.FindScopes(symbol) is not null || RefitMethods.HasUnknownAttribute(symbol));

    /// <summary>The methods whose calls the run time, which goes by name and route, would take for those of one before.</summary>
    private static IEnumerable<(IMethodSymbol Method, IMethodSymbol Other)> Confusable(
        ResolvedMethod[] methods, INamedTypeSymbol client, Compilation compilation)
    {
        var (prefix, asWritten) = (RefitMethods.PathPrefixOf(client), RefitTypes.TellPathsAsWritten(compilation));
        var authorized = methods.Where(method => method.Authorization != MethodAuthorization.None);
        foreach (var namesakes in authorized.GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal))
        {
            // The client's own are reported rather than those that it inherits.
            var ordered = namesakes.OrderBy(method => RefitMethods.IsOwn(method.Method, client)).ToArray();
            for (var i = 1; i < ordered.Length; i++)
            {
                var other = ordered.Take(i).FirstOrDefault(earlier => AreConfusable(earlier, ordered[i], Told)).Method;
                if (other is not null)
                {
                    yield return (ordered[i].Method, other);
                }
            }
        }

        Route? Told(ResolvedMethod method) => asWritten ? RefitMethods.RouteOf(method.Method) : RefitMethods.RouteOf(method.Method)?.Behind(prefix);
    }

    private static bool AreConfusable(ResolvedMethod one, ResolvedMethod other, Func<ResolvedMethod, Route?> told) =>
        (told(one) is not { } route || told(other) is not { } otherRoute || route == otherRoute)
        && !(one.Authorization == other.Authorization && ScopeSetComparer.Instance.Equals(one.Scopes, other.Scopes));

    private static Diagnostic Contradiction(Location place, string message) => Diagnostic.Create(Descriptors.Contradiction, place, message);
}
