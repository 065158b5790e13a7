using Microsoft.Extensions.Time.Testing;

namespace Aritma.Psd2.Testing;

/// <summary>
/// A clock on which waits of up to nine seconds pass by themselves, the delays between retries for instance: these begin inside the
/// library, where no gate of a test tells when to advance. What is longer, a time limit for instance, is the test's to reach.
/// </summary>
internal sealed class SkippingTimeProvider() : FakeTimeProvider(TestTime.Start)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(9);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= Longest)
        {
            // Others may get there first. And not on this thread, which has yet to get its timer.
            var due = GetUtcNow() + dueTime;
            ThreadPool.QueueUserWorkItem(_ => Advance(TimeSpan.FromTicks(long.Max(0, (due - GetUtcNow()).Ticks))));
        }

        return timer;
    }
}
