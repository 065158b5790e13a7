using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Sockets;

/// <summary>
/// Latencies under a steady load, while tokens are refreshed ahead and otherwise. The token endpoint is slow: had a call to wait for it,
/// that would stand out.
/// </summary>
internal static class RefreshAhead
{
    private const int CallsInSecond = 500;
    private const int Seconds = 60;
    private const int WarmUpSeconds = 10;
    private const int TokenLifetimeInSeconds = 5;
    private const double Shown = 1000;
    private static readonly TimeSpan TokenDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>How long after a new token calls still count as those of a refresh: it has just taken the old one's place.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMilliseconds(100);

    public static async Task MeasureAsync()
    {
        await using var server = await new Server { TokenLifetimeInSeconds = TokenLifetimeInSeconds, TokenDelay = TokenDelay }.StartAsync();
        using var connections = Clients.Connections();
        await using var services = Clients.WithPsd2(server, connections);
        var accounts = services.GetRequiredService<IAccountsApi>();
        await accounts.GetAccountsAsync("consent");

        await SteadyLoad.RunAsync(() => accounts.GetAccountsAsync("consent"), CallsInSecond, WarmUpSeconds);
        var calls = await SteadyLoad.RunAsync(() => accounts.GetAccountsAsync("consent"), CallsInSecond, Seconds);
        var refreshes = server.TokenRequests.Where(request => request.Start > calls[0].Due && request.End < calls[^1].Due).ToArray();
        Print(calls.ToLookup(call => refreshes.Any(refresh => IsDuring(refresh, call))), refreshes.Length);
        Draw([.. calls.Select(call => (SinceNearest(refreshes, call.Due), call.Milliseconds)).Where(dot => Math.Abs(dot.Item1) <= Shown)]);
    }

    private static bool IsDuring(Server.Span refresh, SteadyLoad.Call call) =>
        call.End >= refresh.Start && Stopwatch.GetElapsedTime(refresh.End, call.Due) <= Aftermath;

    private static double SinceNearest(Server.Span[] refreshes, long due) => refreshes
        .Select(refresh => Stopwatch.GetElapsedTime(refresh.Start, due).TotalMilliseconds)
        .MinBy(Math.Abs);

    private static void Print(ILookup<bool, SteadyLoad.Call> isDuringRefresh, int refreshes)
    {
        Console.WriteLine($"{CallsInSecond} calls a second; {refreshes} refreshes, each of {TokenDelay.TotalMilliseconds} ms");
        Console.WriteLine();
        Console.WriteLine(Latencies.TableHead);
        Console.WriteLine(new Latencies("no refresh", isDuringRefresh[false].Select(call => call.Milliseconds)));
        Console.WriteLine(new Latencies("**refresh ahead**", isDuringRefresh[true].Select(call => call.Milliseconds)));
        Console.WriteLine();
    }

    private static void Draw((double SinceRefresh, double Milliseconds)[] dots)
    {
        var plot = new Plot(
            "Latencies around a refresh ahead",
            new Axis("milliseconds since the token request arrived", -Shown, Shown, [-1000, -500, 0, 200, 500, 1000]),
            new Axis("latency, milliseconds", 0.1, 1000, [0.1, 1, 10, 100, 1000], value => Math.Log10(value)));
        plot.Band(0, TokenDelay.TotalMilliseconds, "token request under way");
        plot.Dots(dots);
        plot.HorizontalLine(TokenDelay.TotalMilliseconds, "a call that waited for the token would be here");
        var slices = dots.GroupBy(dot => Math.Floor(dot.SinceRefresh / 50)).OrderBy(slice => slice.Key).ToArray();
        plot.Curve("median", "#b00", slices.Select(slice => ((slice.Key * 50) + 25, Of(slice).At(0.5))));
        plot.Curve("99 %", "#e80", slices.Select(slice => ((slice.Key * 50) + 25, Of(slice).At(0.99))));
        plot.Save("refresh-ahead.svg");

        static Latencies Of(IEnumerable<(double, double Milliseconds)> slice) => new("", slice.Select(dot => dot.Milliseconds));
    }
}
