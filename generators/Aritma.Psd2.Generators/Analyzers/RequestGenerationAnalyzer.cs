using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Registration;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2016: calls of a client that Refit generates no request for, so that they throw.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RequestGenerationAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.NoRequest];

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

            foreach (var method in switchedOff is null ? generated.Value[type].SelectMany(client => MethodsThatThrow(type, client)) : [])
            {
                if (!IsReportedAtBase(method, type, compilation))
                {
                    Report(
                        RefitMethods.IsOwn(method, type) ? method.Locations[0] : place,
                        method,
                        "for this method",
                        "Change it as Refit's warning (RF001, RF006) says; Refit.Reflection doesn't help here");
                }
            }

            if (switchedOff is not null && SymbolEqualityComparer.Default.Equals(type, clients.First))
            {
                Report(place, type, $"at all, since {switchedOff}", "Remove that property");
            }

            void Report(Location location, ISymbol symbol, string what, string remedy) =>
                report(Diagnostic.Create(Descriptors.NoRequest, location, Display(symbol), what, remedy));
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
        RefitMethods.OwnAndInherited(type).OfType<IMethodSymbol>().Where(method => method.IsAbstract && !method.IsStatic
            && client.FindImplementationForInterfaceMember(method)?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } body
            && body.DescendantNodes().Any(Throws));

    // It asks for the builder that works by reflection, which isn't there, or there is nothing that it could request.
    private static bool Throws(SyntaxNode node) =>
        node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BuildRestResultFuncForMethod" }
        || (node is ThrowStatementSyntax { Expression: ObjectCreationExpressionSyntax thrown }
            && thrown.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal));
}
