namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>Prints what the generator costs, as Markdown.</summary>
internal static class GeneratorReport
{
    public static void Print(IReadOnlyCollection<GeneratorComparison> comparisons)
    {
        PrintEdit("unrelated edit", comparisons, comparison => comparison.Unrelated);
        PrintGrowth(comparisons);
        PrintEdit("related edit", comparisons, comparison => comparison.Related);
        PrintOutputs(comparisons);
        PrintEdit("cold", comparisons, comparison => comparison.Cold);
    }

    private static void PrintEdit(string edit, IReadOnlyCollection<GeneratorComparison> comparisons, Func<GeneratorComparison, Pair> pairOf)
    {
        Table(
            [edit, .. Sizes(comparisons).SelectMany(size => new[] { $"{size:N0} clients", "" })],
            comparisons,
            comparison => [Allocations(pairOf(comparison)), Times(pairOf(comparison))]);
    }

    private static void PrintGrowth(IReadOnlyCollection<GeneratorComparison> comparisons) => Table(
        ["unrelated edit, above the floor", .. Sizes(comparisons).SelectMany(size => new[] { $"{size:N0} clients", "a client" })],
        comparisons,
        comparison => [$"{Bound(comparison)} MB", $"{comparison.KilobytesAClient:F2} KB"]);

    private static void PrintOutputs(IReadOnlyCollection<GeneratorComparison> comparisons) => Table(
        ["related edit", .. Sizes(comparisons).SelectMany(size => new[] { $"{size:N0} clients: outputs, files", "written anew" })],
        comparisons,
        comparison =>
        [
            $"{comparison.Outputs.Steps}, {comparison.Outputs.Files} of {comparison.Outputs.OfFiles:N0}",
            $"{comparison.Outputs.Clients:N0} clients{(comparison.Outputs.Clients == 1 ? "" : " (!)")}",
        ]);

    private static string Bound(GeneratorComparison comparison)
    {
        var isBroken = comparison.Clients == GeneratorComparison.SizeOfBound
            && comparison.Unrelated.MegabytesAbove > GeneratorComparison.MostMegabytesAbove;
        return $"{comparison.Unrelated.MegabytesAbove:F2}{(isBroken ? " (!)" : "")}";
    }

    private static string Allocations(Pair pair) => $"{pair.Floor.Megabytes:F2} → {pair.Ours.Megabytes:F2} MB";

    private static string Times(Pair pair) => $"{pair.Floor.Milliseconds:F0} → {pair.Ours.Milliseconds:F0} ms";

    private static int[] Sizes(IEnumerable<GeneratorComparison> comparisons) =>
        [.. comparisons.Select(comparison => comparison.Clients).Distinct().Order()];

    private static void Table(
        string[] head, IReadOnlyCollection<GeneratorComparison> comparisons, Func<GeneratorComparison, string[]> cells)
    {
        Console.WriteLine($"| {string.Join(" | ", head)} |");
        Console.WriteLine($"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (var shape in comparisons.GroupBy(comparison => comparison.Shape))
        {
            Console.WriteLine($"| {shape.Key} | {string.Join(" | ", shape.OrderBy(comparison => comparison.Clients).SelectMany(cells))} |");
        }

        Console.WriteLine();
    }
}
