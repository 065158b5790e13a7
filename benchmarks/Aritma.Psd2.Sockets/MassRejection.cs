using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Sockets;

/// <summary>
/// Latencies of calls that all meet a 401 together: one renewal, and each is replayed. Against as many that are accepted, which tell what
/// it costs the machine to answer a thousand calls at once, and to send them as well.
/// </summary>
internal static class MassRejection
{
    private const int Calls = 1000;
    private const int WarmUps = 2;
    private const int Rounds = 10;
    private static readonly TimeSpan TokenDelay = TimeSpan.FromMilliseconds(50);

    public static async Task MeasureAsync()
    {
        await using var server = await new Server { TokenDelay = TokenDelay }.StartAsync();
        List<double> answered = [], sentAndAnswered = [], rejected = [];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            // Anew in each round: rejected tokens are renewed once in 30 seconds.
            using var connections = Clients.Connections();
            await using var services = Clients.WithPsd2(server, connections);
            var accounts = services.GetRequiredService<IAccountsApi>();

            // The first call fetches the token, and the first thousand open the connections.
            await accounts.GetAccountsAsync("consent");
            await HoldThenAnswerAsync(server, accounts);
            var ofAnswer = await HoldThenAnswerAsync(server, accounts);
            var ofAll = MillisecondsSince(Stopwatch.GetTimestamp(), await CallAsync(accounts));
            server.RevokeToken();
            var ofRejection = await HoldThenAnswerAsync(server, accounts);
            if (round >= 0)
            {
                answered.AddRange(ofAnswer);
                sentAndAnswered.AddRange(ofAll);
                rejected.AddRange(ofRejection);
            }
        }

        Report(
            server,
            new Latencies("accepted: answer", answered),
            new Latencies("accepted: request and answer", sentAndAnswered),
            new Latencies("**rejected: answer, renewal, request and answer**", rejected));
    }

    /// <returns>The milliseconds from when the server had all of the calls, and answered them together, to the end of each.</returns>
    private static async Task<IEnumerable<double>> HoldThenAnswerAsync(Server server, IAccountsApi accounts)
    {
        var rendezvous = server.Rendezvous = new Rendezvous(Calls);
        var ends = await CallAsync(accounts);
        server.Rendezvous = null;
        return MillisecondsSince(rendezvous.OpenedAt, ends);
    }

    private static Task<long[]> CallAsync(IAccountsApi accounts) => Task.WhenAll(Enumerable.Range(0, Calls).Select(async _ =>
    {
        await accounts.GetAccountsAsync("consent");
        return Stopwatch.GetTimestamp();
    }));

    private static IEnumerable<double> MillisecondsSince(long start, long[] ends) =>
        ends.Select(end => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds);

    private static void Report(Server server, params Latencies[] latencies)
    {
        const int AllRounds = WarmUps + Rounds;
        var renewals = server.TokenRequests.Count - AllRounds;
        Console.WriteLine(
            $"{Calls:N0} calls together, {AllRounds} times, the first {WarmUps} not counted: {server.Rejections:N0} were answered "
            + $"with 401, which took {renewals} renewals, each of {TokenDelay.TotalMilliseconds} ms");
        Console.WriteLine();
        Console.WriteLine(Latencies.TableHead);
        Console.WriteLine(string.Join('\n', latencies.AsEnumerable()));
        Console.WriteLine();
        Draw(latencies);
    }

    private static void Draw(Latencies[] latencies)
    {
        // With room for the legend.
        var top = Math.Ceiling(latencies.Max(one => one.Longest) * 1.3 / 50) * 50;
        var plot = new Plot(
            "A thousand calls that meet a 401 together",
            new Axis("share of the calls, per cent", 1, 0.0001, [0.5, 0.1, 0.01, 0.001, 0.0001], share => -Math.Log10(share))
            {
                Label = share => $"{100 * (1 - share):0.##}",
            },
            new Axis("latency, milliseconds", 0, top, [.. Enumerable.Range(0, 6).Select(i => i * top / 5)]));
        foreach (var (one, colour) in latencies.Zip(["#07b", "#080", "#b00"]))
        {
            plot.Curve(one.Title.Trim('*'), colour, one.Curve());
        }

        plot.Save("mass-rejection.svg");
    }
}
