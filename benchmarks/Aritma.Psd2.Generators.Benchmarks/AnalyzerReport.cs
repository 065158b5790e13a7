namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>Prints what the analyzers cost, as Markdown.</summary>
internal static class AnalyzerReport
{
    public static void Print(IReadOnlyCollection<AnalyzerComparison> comparisons)
    {
        Console.WriteLine("| | types, empty | attributes, empty | **all of ours** | time | allocation | target |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var one in comparisons)
        {
            Console.WriteLine(
                $"| {one.Shape}, {one.Clients:N0} clients | {Both(one.OfSymbols)} | {Both(one.OfAttributes)} | {Both(one.Ours)} "
                + $"| {one.TimeRatio:F2} | {one.AllocationRatio:F2}{(one.KeepsBound ? "" : " (!)")} "
                + $"| ≤ {AnalyzerComparison.LargestRatio:F1} |");
        }

        Console.WriteLine();
        Console.WriteLine($"| above attributes, empty | {string.Join(" | ", comparisons.Select(comparison => comparison.Shape))} |");
        Console.WriteLine($"|---|{string.Concat(comparisons.Select(_ => "---|"))}");
        foreach (var (name, index) in comparisons.First().Each.Select((each, index) => (each.Name, index)))
        {
            var above = comparisons.Select(one =>
                $"{one.Each[index].Costs.Milliseconds - one.OfAttributes.Milliseconds:F0} ms, "
                + $"{one.Each[index].Costs.Megabytes - one.OfAttributes.Megabytes:F1} MB");
            Console.WriteLine($"| {name} alone | {string.Join(" | ", above)} |");
        }
    }

    private static string Both(Costs costs) => $"{costs.Milliseconds:F0} ms, {costs.Megabytes:F1} MB";
}
