using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2009: what Refit generates no requests for, so that the calls of a client throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RequestGenerationAnalyzer : Psd2Analyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnreachableClient];

    /// <inheritdoc/>
    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        var compilation = context.Compilation;
        var switchedOff = BuildProperties.RefitSwitchedOff(context.Options.AnalyzerConfigOptionsProvider);
        var generated = new Lazy<ILookup<ISymbol, INamedTypeSymbol>>(() => GeneratedClients(compilation));
        RegisterClientAction(context, clients, (type, _, place, report) =>
        {
            if (!IsOf(compilation, type))
            {
                return;
            }

            if (switchedOff is null)
            {
                foreach (var method in generated.Value[type].SelectMany(client => MethodsThatThrow(type, client)))
                {
                    report(Create(
                        method.Locations[0],
                        method,
                        "called: Refit generates no request for it",
                        "Refit's own warning tells why; change the method as it says"));
                }
            }
            else if (SymbolEqualityComparer.Default.Equals(type, clients.First))
            {
                report(Create(
                    place,
                    type,
                    $"registered by generated code: {switchedOff}, so that Refit generates no requests",
                    "Remove that property"));
            }
        });
    }

    /// <summary>The classes that Refit generates, by the interface that they implement.</summary>
    private static ILookup<ISymbol, INamedTypeSymbol> GeneratedClients(Compilation compilation) =>
        (compilation.Assembly.GlobalNamespace.GetNamespaceMembers().FirstOrDefault(space => space.Name == "Refit")
            ?.GetNamespaceMembers().FirstOrDefault(space => space.Name == "Implementation")
            ?.GetTypeMembers() ?? [])
        .SelectMany(type => type.GetTypeMembers())
        .Where(client => !client.Interfaces.IsEmpty)
        .ToLookup(client => (ISymbol)client.Interfaces[0], SymbolEqualityComparer.Default);

    private static IEnumerable<IMethodSymbol> MethodsThatThrow(INamedTypeSymbol type, INamedTypeSymbol client) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.IsAbstract && !method.IsStatic
            && client.FindImplementationForInterfaceMember(method)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } body
            && body.DescendantTokens().Any(token => token.ValueText is "BuildRestResultFuncForMethod" or "NotImplementedException"));

    private static Diagnostic Create(Location place, ISymbol symbol, string what, string remedy) =>
        Diagnostic.Create(Descriptors.UnreachableClient, place, Display(symbol), what, remedy);
}
