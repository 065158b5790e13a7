using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Sockets;

/// <summary>Calls a second with this library, against a handler that sets a static header: in short rounds that alternate.</summary>
internal static class Throughput
{
    private const int Callers = 16;
    private const int CallsOfEach = 100;
    private const int WarmUps = 30;
    private const int Pairs = 400;

    public static async Task MeasureAsync()
    {
        await using var server = await new Server().StartAsync();
        using var ownConnections = Clients.Connections();
        using var otherConnections = Clients.Connections();
        await using var own = Clients.WithPsd2(server, ownConnections);
        await using var other = Clients.WithStaticHeader(server, otherConnections);
        var annotated = own.GetRequiredService<IAccountsApi>();
        var unannotated = other.GetRequiredService<IUnannotatedAccountsApi>();

        Task<Round> Psd2Async() => RunAsync(() => annotated.GetAccountsAsync("consent"));
        Task<Round> StaticAsync() => RunAsync(() => unannotated.GetAccountsAsync("consent"));

        var pairs = new List<(Round Psd2, Round Static)>();
        for (var pair = -WarmUps; pair < Pairs; pair++)
        {
            // Each is the first one as often as the other.
            var (first, second) = pair % 2 == 0 ? (await Psd2Async(), await StaticAsync()) : (await StaticAsync(), await Psd2Async());
            if (pair >= 0)
            {
                pairs.Add(pair % 2 == 0 ? (first, second) : (second, first));
            }
        }

        Console.WriteLine($"| {Callers} callers, {Pairs} pairs of rounds | static header | **Aritma.Psd2** | ratio | 95 % | target |");
        Console.WriteLine("|---|---|---|---|---|---|");
        PrintRow(pairs, "calls a second", round => round.CallsInSecond, "≥ 0.97");
        PrintRow(pairs, "calls in a second of processor time", round => round.CallsInProcessorSecond, "");
        Console.WriteLine();
    }

    private static async Task<Round> RunAsync(Func<Task> call)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < CallsOfEach; i++)
            {
                await call();
            }
        })));
        return new Round(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor);
    }

    private static void PrintRow(List<(Round Psd2, Round Static)> pairs, string title, Func<Round, double> figure, string target)
    {
        double[] ratios = [.. pairs.Select(pair => figure(pair.Psd2) / figure(pair.Static)).Order()];

        // The ranks between which the median of all possible rounds lies, with a confidence of 95 %.
        var spread = (int)Math.Ceiling(0.98 * Math.Sqrt(ratios.Length));
        var middle = ratios.Length / 2;
        Console.WriteLine(
            $"| {title} | {Median(pair => pair.Static):N0} | {Median(pair => pair.Psd2):N0} "
            + $"| **{ratios[middle]:F3}** | {ratios[middle - spread]:F3} to {ratios[middle + spread]:F3} | {target} |");

        double Median(Func<(Round Psd2, Round Static), Round> side) => pairs.Select(side).Select(figure).Order().ElementAt(middle);
    }

    /// <summary>What a round took. Its processor time holds the server's part too, but none of what else the machine does.</summary>
    private sealed record Round(TimeSpan Elapsed, TimeSpan Processor)
    {
        public double CallsInSecond => Callers * CallsOfEach / Elapsed.TotalSeconds;

        public double CallsInProcessorSecond => Callers * CallsOfEach / Processor.TotalSeconds;
    }
}
