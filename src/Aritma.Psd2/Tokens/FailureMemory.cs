namespace Aritma.Psd2.Tokens;

/// <summary>
/// Why the last token request failed, and until when callers get that for an answer in place of another request: for a pause that
/// doubles with each failure, or for as long as the endpoint asks.
/// </summary>
/// <remarks>Not safe for use from several threads.</remarks>
internal sealed class FailureMemory(TimeProvider time)
{
    // What passes by itself is tried again soon. What somebody has to mend isn't worth many requests, and may lock the client out.
    private static readonly (TimeSpan First, TimeSpan Longest) TransientPause = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private static readonly (TimeSpan First, TimeSpan Longest) PermanentPause = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5));

    /// <summary>A wrong Retry-After must not stop an application for days.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    private int _failures;
    private long _failed;
    private TimeSpan _pause;

    /// <summary>The last failure; null if the last request brought a token.</summary>
    public Psd2TokenException? Last { get; private set; }

    /// <summary>When the first failure since the last token was, in UTC.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>How long there is no other request; zero when there may be one.</summary>
    public TimeSpan Remaining =>
        Last is not null && _pause - time.GetElapsedTime(_failed) is { Ticks: > 0 } remaining ? remaining : TimeSpan.Zero;

    public void Remember(Psd2TokenException failure)
    {
        // An endpoint that comes back from an outage with one odd answer has not been refusing all the while.
        _failures = Last?.IsTransient == failure.IsTransient ? _failures : 0;
        var (first, longest) = failure.IsTransient ? TransientPause : PermanentPause;
        var doubled = first * Math.Pow(2, Math.Min(_failures, 20));
        var asked = failure.RetryAfter ?? TimeSpan.Zero;
        _pause = Longer(Shorter(doubled, longest), Shorter(asked, LongestRetryAfter));
        _failed = time.GetTimestamp();
        _failures++;
        Since ??= time.GetUtcNow();
        Last = failure;
    }

    public void Forget() => (Last, Since, _failures) = (null, null, 0);

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
