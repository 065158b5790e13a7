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
internal sealed class MethodAuthorizationAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.MethodWithoutScopes, Descriptors.Contradiction];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var compilation = context.Compilation;
        RegisterInterfaceAction(context, AnalyzeOwnMethods);
        RegisterAssemblyClientAction(context, clients, (operation, argument, client) =>
        {
            if (client is not null && clients.FindOfAssembly(client.Type) != client)
            {
                operation.ReportDiagnostic(Contradiction(
                    argument.Syntax.GetLocation(),
                    $"[assembly: Psd2Client] names '{Display(client.Type)}' a second time. Remove one of the two."));
            }
        });
        RegisterClientAction(context, clients, (type, ofAssembly, place, report) =>
        {
            // Nothing at all is another rule's matter: the assembly's attribute lacks the scopes then.
            var methods = ScopeResolution.Resolve(type, ofAssembly?.Scopes).ToArray();
            if (methods.All(method => method.Authorization == MethodAuthorization.None))
            {
                return;
            }

            var isHere = IsOf(compilation, type);
            AnalyzeUnauthorized(
                methods.Where(method => !IsReportedElsewhere(method.Method)),
                type,
                PlaceOf,
                isHere
                    ? $"Add [Psd2Scopes] to it or to '{Display(type)}', or [Psd2Anonymous] to it"
                    : "Name scopes in [assembly: Psd2Client]",
                report);
            AnalyzeNamesakes(methods, type, PlaceOf, IsReportedElsewhere, report);

            bool IsReportedElsewhere(IMethodSymbol method) => IsReportedAtBase(method, type, compilation);

            Location PlaceOf(IMethodSymbol method) => isHere && RefitMethods.IsOwn(method, type) ? method.Locations[0] : place;
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

    private static void AnalyzeUnauthorized(
        IEnumerable<ResolvedMethod> methods,
        INamedTypeSymbol client,
        Func<IMethodSymbol, Location> placeOf,
        string remedy,
        Action<Diagnostic> report)
    {
        foreach (var method in methods.Where(method => IsUnauthorized(method, client)))
        {
            report(Diagnostic.Create(
                Descriptors.MethodWithoutScopes, placeOf(method.Method), Display(method.Method), Display(client), remedy));
        }
    }

    // What contradicts itself, and what is still being written, is reported elsewhere.
    private static bool IsUnauthorized(ResolvedMethod method, INamedTypeSymbol client) =>
        method.Authorization == MethodAuthorization.None
        && Psd2Types.FindAnonymous(method.Method) is null
        && !new ISymbol[] { method.Method, method.Method.ContainingType, client }.Any(symbol =>
            Psd2Types.FindScopes(symbol) is not null || RefitMethods.HasUnknownAttribute(symbol));

    /// <summary>Reports the methods that share a name, by which the run time goes, but not their scopes.</summary>
    private static void AnalyzeNamesakes(
        ResolvedMethod[] methods,
        INamedTypeSymbol client,
        Func<IMethodSymbol, Location> placeOf,
        Func<IMethodSymbol, bool> isReportedElsewhere,
        Action<Diagnostic> report)
    {
        var authorized = methods.Where(method => method.Authorization != MethodAuthorization.None);
        foreach (var namesakes in authorized.GroupBy(method => RefitMethods.NameOf(method.Method), StringComparer.Ordinal))
        {
            // The client's own are reported rather than those that it inherits.
            var ordered = namesakes.OrderBy(method => RefitMethods.IsOwn(method.Method, client)).ToArray();
            foreach (var different in ordered.Where(method => !method.IsAuthorizedAs(ordered[0])
                && !(isReportedElsewhere(method.Method) && RefitMethods.IsOwn(ordered[0].Method, method.Method.ContainingType))))
            {
                report(Contradiction(
                    placeOf(different.Method),
                    $"'{Display(different.Method)}' and '{Display(ordered[0].Method)}' share a name, but not their scopes. "
                        + "Rename one of them."));
            }
        }
    }

    private static Diagnostic Contradiction(Location place, string message) => Diagnostic.Create(Descriptors.Contradiction, place, message);
}
