namespace Aritma.Psd2.ColdStart;

/// <summary>Prints medians, and the ratios of this library's to the hand-written handler's, as Markdown.</summary>
internal static class Report
{
    public static void Print(IReadOnlyCollection<Comparison> comparisons)
    {
        Console.WriteLine("| to the first answer | static header | hand-written | **Aritma.Psd2** | ratio | target |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var one in comparisons)
        {
            var ratio = one.Psd2.Milliseconds / one.HandWritten.Milliseconds;
            Console.WriteLine(
                $"| {one.Title} | {one.StaticHeader.Milliseconds:F0} ms | {one.HandWritten.Milliseconds:F0} ms "
                + $"| {one.Psd2.Milliseconds:F0} ms | **{ratio:F2}** | ≤ {one.LargestRatio:F1} |");
        }

        Console.WriteLine();
        Console.WriteLine("| methods compiled until then | static header | hand-written | **Aritma.Psd2** | target |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var one in comparisons)
        {
            var target = one.MostMoreMethods is { } more ? $"≤ {one.HandWritten.CompiledMethods + more:N0}" : "";
            Console.WriteLine(
                $"| {one.Title} | {one.StaticHeader.CompiledMethods:N0} | {one.HandWritten.CompiledMethods:N0} "
                + $"| **{one.Psd2.CompiledMethods:N0}** | {target} |");
        }
    }
}
