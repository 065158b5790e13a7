namespace Aritma.Psd2.Sandbox.Tests;

/// <summary>Tells when a wait has begun, which nothing outside of the sandbox shows.</summary>
public sealed class ObservedClock() : FakeTimeProvider(TestTime.Start)
{
    private readonly TaskCompletionSource _timerStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the first wait.</summary>
    public Task TimerStarted => _timerStarted.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timerStarted.TrySetResult();
        return timer;
    }
}
