namespace Aritma.Psd2.Tokens;

/// <summary>A token as the cache holds it. Its times are monotonic timestamps.</summary>
internal sealed class CachedToken
{
    /// <summary>The share of its life in which a token is no longer given out, so that it can't expire on its way.</summary>
    private const double MarginShare = 0.1;

    /// <summary>
    /// The share of its life after which a token is refreshed ahead, and how far it varies: many instances then ask apart.
    /// </summary>
    private const double RefreshShare = 0.8;
    private const double RefreshJitter = 0.05;

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);

    private readonly long _usableUntil;
    private bool _wasAccepted;
    private volatile bool _wasAcceptedSince;

    /// <param name="token">The token.</param>
    /// <param name="lifetime">The token's <c>expires_in</c>.</param>
    /// <param name="requestedAt">The <paramref name="time"/>'s timestamp from before the request: the token can't be older.</param>
    /// <param name="time">The clock. Its timestamps are monotonic, so that a corrected wall clock shortens no life.</param>
    public CachedToken(Psd2AccessToken token, TimeSpan lifetime, long requestedAt, TimeProvider time)
    {
        Token = token;
        Lifetime = lifetime;

        var margin = lifetime * MarginShare;
        _usableUntil = requestedAt + Ticks(lifetime - (margin < LongestMargin ? margin : LongestMargin), time);

#pragma warning disable CA5394 // It spreads requests over time; nobody gains from guessing it
        var share = RefreshShare + (RefreshJitter * ((2 * Random.Shared.NextDouble()) - 1));
#pragma warning restore CA5394
        RefreshAt = requestedAt + Ticks(lifetime * share, time);
    }

    public Psd2AccessToken Token { get; }

    public TimeSpan Lifetime { get; }

    /// <summary>Whether another instance asked for it.</summary>
    public bool IsShared { get; init; }

    /// <summary>When it is to be refreshed ahead.</summary>
    public long RefreshAt { get; }

    /// <summary>A token that another instance asked for. Only the wall clock tells its age.</summary>
    public static CachedToken FromOtherInstance(Psd2AccessToken token, TimeSpan lifetime, TimeProvider time)
    {
        var age = time.GetUtcNow() - (token.ExpiresAt - lifetime);
        return new CachedToken(token, lifetime, time.GetTimestamp() - Ticks(age > TimeSpan.Zero ? age : TimeSpan.Zero, time), time)
        {
            IsShared = true,
        };
    }

    /// <summary>Whether the API rejected it.</summary>
    public bool WasRejected { get; private set; }

    public bool IsUsable(long now) => now < _usableUntil;

    /// <summary>Notes that the API accepted it.</summary>
    public void NoteAccepted()
    {
        if (!_wasAcceptedSince)
        {
            _wasAccepted = true;
            _wasAcceptedSince = true;
        }
    }

    /// <summary>
    /// Notes that the API rejected it. Returns whether it seems to be revoked: it was accepted once, but hasn't been since it was first
    /// rejected. A token that nobody accepts is no better renewed; and one that others accept is rejected by a single resource.
    /// </summary>
    public bool NoteRejected()
    {
        var isRevoked = _wasAccepted && !(WasRejected && _wasAcceptedSince);
        WasRejected = true;
        _wasAcceptedSince = false;
        return isRevoked;
    }

    private static long Ticks(TimeSpan duration, TimeProvider time) => (long)(duration.TotalSeconds * time.TimestampFrequency);
}
