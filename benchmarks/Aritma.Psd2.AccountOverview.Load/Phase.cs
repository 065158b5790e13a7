using System.Diagnostics;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>So many users for so long: what they met, and what that took. Figures leave out the first third, in which they come.</summary>
internal sealed class Phase
{
    private readonly Mark _start;
    private readonly Mark _end;

    private Phase(IReadOnlyList<User> users, Mark start, Mark end, IReadOnlyList<ResourceUse> use)
    {
        (Users, _start, _end) = (users.Count, start, end);
        Errors = [.. users.SelectMany(user => user.Errors)];
        Visits = [.. users.SelectMany(user => user.Visits).Where(visit => start.At <= visit.End && visit.End < end.At)];
        Use = [.. use.Where(one => start.At <= one.At)];
    }

    public int Users { get; }

    public IReadOnlyList<string> Errors { get; }

    public IReadOnlyList<Visit> Visits { get; }

    /// <summary>What the sample used, each second.</summary>
    public IReadOnlyList<ResourceUse> Use { get; }

    public double PagesInSecond => Visits.Count / Stopwatch.GetElapsedTime(_start.At, _end.At).TotalSeconds;

    public double ApiRequestsOfPage => (double)ApiRequests / Visits.Count;

    /// <summary>The sample's processor time, in milliseconds.</summary>
    public double ProcessorOfPage => (_end.Sample - _start.Sample).TotalMilliseconds / Visits.Count;

    /// <summary>The sandbox's processor time for the same, in milliseconds.</summary>
    public double SandboxProcessorOfPage => (_end.Sandbox - _start.Sandbox).TotalMilliseconds / Visits.Count;

    /// <summary>This program's processor time for the same, in milliseconds.</summary>
    public double OwnProcessorOfPage => (_end.Own - _start.Own).TotalMilliseconds / Visits.Count;

    /// <summary>How much of the machine the three of them had: below 1 while something waits, or something else runs.</summary>
    public double ShareOfMachine =>
        (ProcessorOfPage + SandboxProcessorOfPage + OwnProcessorOfPage) * PagesInSecond / 1000 / Environment.ProcessorCount;

    private long ApiRequests => _end.ApiRequests - _start.ApiRequests;

    public static async Task<Phase> RunAsync(
        int count, TimeSpan duration, TimeSpan pause, SampleServer sample, SandboxServer sandbox, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        User[] users =
            [.. Enumerable.Range(0, count).Select(seed => new User(sample, sandbox, new Random(seed), pause, cancellationToken))];
        var all = Task.WhenAll(users.Select((user, number) => StartAsync(user, duration / 10 * number / count, end.Token)));
        var use = new List<ResourceUse>();
        try
        {
            await WatchAsync(sample, duration / 3, use, cancellationToken);
            var start = await Mark.SetAsync(sample, sandbox, cancellationToken);
            await WatchAsync(sample, duration * 2 / 3, use, cancellationToken);
            var mark = await Mark.SetAsync(sample, sandbox, cancellationToken);
            await end.CancelAsync();
            await all;
            return new(users, start, mark, use);
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    // A tenth of the time until all are there: a crowd that comes at one moment is another test.
    private static async Task StartAsync(User user, TimeSpan delay, CancellationToken end)
    {
        await Task.Delay(delay, TimeProvider.System, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await user.GoOnAsync(end);
    }

    private static async Task WatchAsync(SampleServer sample, TimeSpan duration, List<ResourceUse> use, CancellationToken cancellationToken)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration && await second.WaitForNextTickAsync(cancellationToken))
        {
            use.Add(sample.Process.ReadUse());
        }
    }

    /// <summary>Where the counters stand.</summary>
    private sealed record Mark(long At, TimeSpan Sample, TimeSpan Sandbox, TimeSpan Own, long ApiRequests)
    {
        public static async Task<Mark> SetAsync(SampleServer sample, SandboxServer sandbox, CancellationToken cancellationToken)
        {
            var apiRequests = await sandbox.CountApiRequestsAsync(cancellationToken);
            return new(
                Stopwatch.GetTimestamp(),
                sample.Process.ReadUse().Processor,
                sandbox.Process.ReadUse().Processor,
                Environment.CpuUsage.TotalTime,
                apiRequests);
        }
    }
}
