namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>Tells when a wait has begun, which nothing outside of the sandbox shows.</summary>
public sealed class ObservedClock() : FakeTimeProvider(TestTime.Start)
{
    private readonly TaskCompletionSource<TimeSpan> _timerStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first wait, and tells how long that is to last.</summary>
    public Task<TimeSpan> TimerStarted => _timerStarted.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timerStarted.TrySetResult(dueTime);
        return timer;
    }
}
