namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The time of the sandbox: that of the owner's provider, and what was added to it. Waits stay on the owner's provider: an advance
/// doesn't shorten them.
/// </summary>
internal sealed class SandboxClock(TimeProvider timeProvider, ChangeSignal changes) : TimeProvider
{
    /// <summary>The longest way ahead, so that no date of the sandbox leaves the calendar.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(3650);

    private readonly Lock _lock = new();
    private long _ahead;

    /// <summary>How far the sandbox is ahead of the owner's provider.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref _ahead));

    public DateOnly Today => DateOnly.FromDateTime(GetUtcNow().UtcDateTime);

    public override TimeZoneInfo LocalTimeZone => timeProvider.LocalTimeZone;

    public override long TimestampFrequency => timeProvider.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => timeProvider.GetUtcNow() + Ahead;

    public override long GetTimestamp() => timeProvider.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        timeProvider.CreateTimer(callback, state, dueTime, period);

    /// <exception cref="ArgumentException">Back, nowhere or too far.</exception>
    public void Advance(double seconds)
    {
        var ticks = Math.Abs(seconds) <= MostAhead.TotalSeconds ? TimeSpan.FromSeconds(seconds).Ticks : 0;
        lock (_lock)
        {
            if (ticks <= 0 || _ahead + ticks > MostAhead.Ticks)
            {
                throw new ArgumentException($"The clock goes ahead only, and at most {MostAhead.TotalDays:0} days in all.");
            }

            Interlocked.Add(ref _ahead, ticks);
        }

        changes.Raise();
    }

    public void Reset() => Interlocked.Exchange(ref _ahead, 0);
}
