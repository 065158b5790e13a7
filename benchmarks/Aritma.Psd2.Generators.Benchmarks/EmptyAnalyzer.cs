using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>An analyzer that asks for something, and does nothing with it.</summary>
internal sealed class EmptyAnalyzer(Action<AnalysisContext> register) : DiagnosticAnalyzer
{
    /// <summary>Asks for attributes, for which the compiler makes operations of all.</summary>
    public static readonly EmptyAnalyzer OfAttributes = new(context =>
        context.RegisterOperationAction(static _ => { }, OperationKind.Attribute));

    /// <summary>Asks for types.</summary>
    public static readonly EmptyAnalyzer OfSymbols = new(context =>
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType));

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new DiagnosticDescriptor("NONE", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        register(context);
    }
}
