using System.Collections.Immutable;
using Aritma.Psd2.Generators.Diagnostics;
using Aritma.Psd2.Generators.Scopes;
using Aritma.Psd2.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Analyzers;

/// <summary>PSD2009: a client that generated code can't register.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnreachableClientAnalyzer : Psd2Analyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.UnreachableClient];

    protected override void Start(CompilationStartAnalysisContext context, Psd2Clients clients)
    {
        RegisterInterfaceAction(context, (symbol, type) =>
        {
            if (Psd2Clients.IsAnnotatedClient(type)
                && RefitMethods.MayHave(type)
                && Psd2Clients.AnnotationOf(type)?.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is { } annotation
                && Find(type, symbol.Compilation, NameOf(annotation)) is { } diagnostic)
            {
                symbol.ReportDiagnostic(diagnostic);
            }
        });

        // An interface of this assembly that is annotated too is reported there.
        RegisterAssemblyClientAction(context, clients, (operation, argument, client) =>
        {
            if (client is { Type: { } type }
                && RefitMethods.MayHave(type.OriginalDefinition)
                && !(IsOf(operation.Compilation, type) && Psd2Clients.IsAnnotatedClient(type))
                && Find(type, operation.Compilation, argument.Syntax.GetLocation()) is { } diagnostic)
            {
                operation.ReportDiagnostic(diagnostic);
            }
        });
    }

    private static Diagnostic? Find(INamedTypeSymbol type, Compilation compilation, Location place) =>
        ClientShape.ObstacleOf(type, compilation) is { } obstacle
            ? Diagnostic.Create(Descriptors.UnreachableClient, place, Display(type), obstacle.Why, obstacle.Remedy)
            : null;
}
