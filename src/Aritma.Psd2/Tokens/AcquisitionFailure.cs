using System.Net;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// Why there is no new token, and how long callers get this failure instead of a new request: for a pause that doubles with each failure,
/// or for as long as the endpoint asks.
/// </summary>
/// <param name="Exception">The failure.</param>
/// <param name="Since">When the first failure since the last token was, in UTC.</param>
/// <param name="Count">How many failures of this kind there were, one after the other.</param>
/// <param name="At">When it last occurred, as a timestamp.</param>
/// <param name="Pause">How long no other request is made from then on.</param>
/// <param name="Refused">The provider's credentials that the endpoint refused, if it was that.</param>
internal sealed record AcquisitionFailure(
    Psd2TokenException Exception, DateTimeOffset Since, int Count, long At, TimeSpan Pause, RefusedCredentials? Refused)
{
    // What passes by itself is tried again soon. What somebody has to mend isn't worth many requests, and may lock the client out.
    private static readonly (TimeSpan First, TimeSpan Longest) TransientPause = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private static readonly (TimeSpan First, TimeSpan Longest) PermanentPause = (TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));

    /// <summary>A wrong Retry-After must not stop an application for days.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    /// <param name="last">The failure before, if there was no token in between.</param>
    /// <param name="exception">The failure.</param>
    /// <param name="credentials">The credentials that a provider supplied, if it did.</param>
    /// <param name="time">The clock.</param>
    public static AcquisitionFailure After(
        AcquisitionFailure? last, Psd2TokenException exception, Psd2ClientCredentials? credentials, TimeProvider time)
    {
        var now = time.GetTimestamp();
        if (last?.Refused is { } refused && ReferenceEquals(exception, refused.Failure))
        {
            // Nothing was requested: the provider had the same credentials still.
            return last with { Exception = exception, At = now, Pause = refused.NextLook(time) };
        }

        // An endpoint that comes back from an outage with one odd answer has not been refusing all the while.
        var count = last?.Exception.IsTransient == exception.IsTransient ? last.Count + 1 : 1;
        var (first, longest) = exception.IsTransient ? TransientPause : PermanentPause;
        var doubled = Shorter(first * Math.Pow(2, Math.Min(count - 1, 20)), longest);
        var asked = Shorter(exception.RetryAfter ?? TimeSpan.Zero, LongestRetryAfter);
        var pause = doubled > asked ? doubled : asked;

        // A provider that fails now doesn't make the credentials that were refused any better.
        var refusal = credentials is null ? last?.Refused
            : exception is not ({ Error: "invalid_client" or "unauthorized_client" } or { StatusCode: HttpStatusCode.Unauthorized }) ? null
            : new RefusedCredentials(credentials, exception, now, pause);
        return new AcquisitionFailure(
            exception,
            last?.Since ?? time.GetUtcNow(),
            count,
            now,
            exception.IsTransient || refusal is null ? pause : refusal.NextLook(time),
            refusal);
    }

    /// <summary>How long there is no other request; zero when there may be one.</summary>
    public TimeSpan Remaining(TimeProvider time) =>
        Pause - time.GetElapsedTime(At) is { Ticks: > 0 } remaining ? remaining : TimeSpan.Zero;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
