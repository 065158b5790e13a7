using Aritma.Psd2.Testing;

namespace Aritma.Psd2.Generators.Benchmarks;

/// <summary>What several runs cost.</summary>
internal sealed class Costs
{
    private readonly List<RunCost> _runs = [];

    public double Milliseconds => Median(run => run.Time.TotalMilliseconds);

    public double Megabytes => Median(run => run.Bytes) / 1024 / 1024;

    public void Add(RunCost run) => _runs.Add(run);

    private double Median(Func<RunCost, double> value)
    {
        var ordered = _runs.Select(value).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
