using System.Collections.Immutable;
using System.Diagnostics;
using Aritma.Psd2.Testing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>Our analyzers, together and each by itself, beside empty ones, in a project of one shape.</summary>
internal sealed record AnalyzerComparison(
    ProjectShape Shape,
    int Clients,
    Costs OfSymbols,
    Costs OfAttributes,
    Costs Ours,
    ImmutableArray<(string Name, Costs Costs)> Each)
{
    public const double LargestRatio = 1.2;

    public double TimeRatio => Ours.Milliseconds / OfAttributes.Milliseconds;

    public double AllocationRatio => Ours.Megabytes / OfAttributes.Megabytes;

    public bool KeepsBound => AllocationRatio <= LargestRatio;

    private static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(Psd2ClientsGenerator).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static async Task<AnalyzerComparison> RunAsync(ProjectShape shape, int clients, int rounds)
    {
        const int WarmUps = 2;
        var compilation = new ShapedProject(shape, clients, unrelatedClasses: clients).Compile();
        ImmutableArray<DiagnosticAnalyzer>[] compared =
        [
            [EmptyAnalyzer.OfSymbols],
            [EmptyAnalyzer.OfAttributes],
            All,
            .. All.Select(analyzer => ImmutableArray.Create(analyzer)),
        ];
        var costs = compared.Select(_ => new Costs()).ToArray();
        for (var round = 0; round < WarmUps + rounds; round++)
        {
            for (var i = 0; i < compared.Length; i++)
            {
                var run = await MeasureAsync(compared[i], compilation);
                if (round >= WarmUps)
                {
                    costs[i].Add(run);
                }
            }
        }

        return new AnalyzerComparison(
            shape, clients, costs[0], costs[1], costs[2], [.. All.Select((analyzer, i) => (analyzer.GetType().Name, costs[3 + i]))]);
    }

    private static async Task<RunCost> MeasureAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, CSharpCompilation compilation)
    {
        // The same trees, but nothing is bound yet.
        var withAnalyzers = compilation.Clone().WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false));
        var start = Stopwatch.GetTimestamp();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var reports = await withAnalyzers.GetAnalyzerDiagnosticsAsync();
        var run = new RunCost(Stopwatch.GetElapsedTime(start), GC.GetTotalAllocatedBytes(precise: true) - allocated);
        return reports.IsEmpty ? run : throw new InvalidOperationException(reports[0].ToString());
    }
}
