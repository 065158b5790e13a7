namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>What the same costs one that does nothing, and ours.</summary>
internal sealed record Pair(Costs Floor, Costs Ours)
{
    public Pair()
        : this(new Costs(), new Costs())
    {
    }

    public double MegabytesAbove => Ours.Megabytes - Floor.Megabytes;
}
