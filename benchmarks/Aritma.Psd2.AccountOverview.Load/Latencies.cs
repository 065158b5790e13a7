namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>The latencies of pages, in milliseconds.</summary>
internal sealed class Latencies
{
    public const string TableHead = "| | pages | 50 % | 90 % | 99 % | longest |\n|---|---|---|---|---|---|";

    private readonly double[] _sorted;

    public Latencies(IEnumerable<Visit> visits) => _sorted = [.. visits.Select(visit => visit.Milliseconds).Order()];

    public double Median => At(0.5);

    public string ToRow(string title) =>
        $"| {title} | {_sorted.Length:N0} | {At(0.5):F0} ms | {At(0.9):F0} ms | {At(0.99):F0} ms | {At(1):F0} ms |";

    /// <summary>The latency that the given share of the pages keeps within: always that of a page, none in between.</summary>
    private double At(double share) => _sorted is [] ? 0 : _sorted[Math.Max((int)Math.Ceiling(share * _sorted.Length) - 1, 0)];
}
