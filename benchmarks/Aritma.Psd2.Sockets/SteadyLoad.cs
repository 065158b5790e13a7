using System.Diagnostics;

namespace Aritma.Psd2.Sockets;

/// <summary>
/// Calls at a steady pace, however long each takes. A latency counts from when the call was due: where something holds calls up before
/// they start, that is in it.
/// </summary>
internal static class SteadyLoad
{
    /// <summary>A call, in timestamps of <see cref="Stopwatch"/>.</summary>
    internal readonly record struct Call(long Due, long End)
    {
        public double Milliseconds => Stopwatch.GetElapsedTime(Due, End).TotalMilliseconds;
    }

    public static async Task<Call[]> RunAsync(Func<Task> call, int callsInSecond, int seconds)
    {
        var calls = new Task<Call>[callsInSecond * seconds];

        // On a thread of its own, so that calls are started even where the thread pool is busy.
        await Task.Factory.StartNew(
            () => Start(call, callsInSecond, calls), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await Task.WhenAll(calls);
    }

    private static void Start(Func<Task> call, int callsInSecond, Task<Call>[] calls)
    {
        using var never = new ManualResetEvent(false);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls.Length; i++)
        {
            var due = start + (i * Stopwatch.Frequency / callsInSecond);
            WaitUntil(due, never);
            calls[i] = MeasureAsync(call, due);
        }
    }

    private static async Task<Call> MeasureAsync(Func<Task> call, long due)
    {
        await call();
        return new Call(due, Stopwatch.GetTimestamp());
    }

    // A wait lasts whole milliseconds and some more: the rest is spun away.
    private static void WaitUntil(long due, WaitHandle never)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due).TotalMilliseconds is > 0 and var remaining)
        {
            if (remaining > 1.5)
            {
                never.WaitOne(1);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
