namespace Aritma.Psd2.Testing;

/// <summary>
/// A clock that a test moves. Timers that come due fire on the thread that moves it, in the order of their times. Short waits, those
/// between retries for instance, can be made to move it by themselves.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly TaskCompletionSource _timerStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = Start;

    public static DateTimeOffset Start { get; } = new(2026, 3, 17, 9, 30, 0, TimeSpan.Zero);

    /// <summary>Ends when somebody has begun to wait on this clock.</summary>
    public Task TimerStarted => _timerStarted.Task;

    /// <summary>A timer that is set to no more than this moves the clock there at once. Zero: none does.</summary>
    public TimeSpan SkipsDelaysUpTo { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    private void AdvanceTo(DateTimeOffset end)
    {
        while (TakeDue(end) is { } due)
        {
            due.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= SkipsDelaysUpTo)
        {
            // Not on this thread, which has yet to get its timer.
            ThreadPool.QueueUserWorkItem(_ => AdvanceTo(timer.Due));
        }

        return timer;
    }

    private Timer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var due = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (due is null)
            {
                _now = end > _now ? end : _now;
                return null;
            }

            _now = due.Due > _now ? due.Due : _now;
            due.Reschedule();
            return due;
        }
    }

    private sealed class Timer(ManualTimeProvider clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                    clock._timerStarted.TrySetResult();
                }

                return true;
            }
        }

        public void Reschedule()
        {
            if (_period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero)
            {
                clock._timers.Remove(this);
            }
            else
            {
                Due += _period;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
