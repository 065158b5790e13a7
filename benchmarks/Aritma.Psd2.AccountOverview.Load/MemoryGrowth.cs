using System.Diagnostics;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>
/// The memory of the last third of the time against that of the second, in medians: a collection that came at one moment isn't in them.
/// </summary>
internal sealed class MemoryGrowth
{
    public MemoryGrowth(IReadOnlyList<ResourceUse> use)
    {
        var middle = use.Count / 2;
        (Before, After) = (Median(use.Take(middle)), Median(use.Skip(middle)));
    }

    /// <summary>In bytes.</summary>
    public long Before { get; }

    /// <summary>In bytes.</summary>
    public long After { get; }

    public double Ratio => (double)After / Before;

    private static long Median(IEnumerable<ResourceUse> use)
    {
        long[] sorted = [.. use.Select(one => one.Memory).Order()];
        return sorted[sorted.Length / 2];
    }
}
