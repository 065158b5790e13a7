namespace Aritma.Psd2.Sockets;

/// <summary>The latencies of calls, in milliseconds.</summary>
internal sealed class Latencies
{
    public const string TableHead = "| | calls | 50 % | 90 % | 99 % | 99.9 % | longest |\n|---|---|---|---|---|---|---|";

    private readonly double[] _sorted;

    public Latencies(string title, IEnumerable<double> milliseconds) => (Title, _sorted) = (title, [.. milliseconds.Order()]);

    public string Title { get; }

    public double Longest => _sorted[^1];

    /// <summary>The latency that the given share of the calls keeps within: always that of a call, none in between.</summary>
    public double At(double share) => _sorted[Math.Max((int)Math.Ceiling(share * _sorted.Length) - 1, 0)];

    /// <summary>The latencies by the share of calls that take longer, from all to one.</summary>
    public IEnumerable<(double ShareAbove, double Milliseconds)> Curve() =>
        _sorted.Select((latency, index) => (1 - ((double)index / _sorted.Length), latency));

    public override string ToString() =>
        $"| {Title} | {_sorted.Length:N0} | {At(0.5):F2} ms | {At(0.9):F2} ms | {At(0.99):F2} ms | {At(0.999):F2} ms | {Longest:F2} ms |";
}
