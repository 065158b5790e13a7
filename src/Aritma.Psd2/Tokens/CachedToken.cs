namespace Aritma.Psd2.Tokens;

/// <summary>A token with the times at which it stops being used, and at which it is refreshed.</summary>
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

    // By both clocks: the monotonic one stands still while a machine is suspended, and the wall clock may be set back.
    private readonly long _usableUntil;
    private readonly DateTimeOffset _usableUntilUtc;

    /// <param name="token">The token.</param>
    /// <param name="lifetime">The token's <c>expires_in</c>.</param>
    /// <param name="requestedAt">The <paramref name="time"/>'s timestamp from before the request: the token can't be older.</param>
    /// <param name="time">The clock.</param>
    public CachedToken(Psd2AccessToken token, TimeSpan lifetime, long requestedAt, TimeProvider time)
    {
        Token = token;
        Lifetime = lifetime;

        var margin = lifetime * MarginShare;
        margin = margin < LongestMargin ? margin : LongestMargin;
        _usableUntil = requestedAt + Ticks(lifetime - margin, time);
        _usableUntilUtc = token.ExpiresAt - margin;

#pragma warning disable CA5394 // It spreads requests over time; nobody gains from guessing it
        var share = RefreshShare + (RefreshJitter * ((2 * Random.Shared.NextDouble()) - 1));
#pragma warning restore CA5394
        RefreshAt = requestedAt + Ticks(lifetime * share, time);
    }

    public Psd2AccessToken Token { get; }

    public TimeSpan Lifetime { get; }

    /// <summary>Whether another instance requested it.</summary>
    public bool IsShared { get; private init; }

    /// <summary>When it is to be refreshed ahead.</summary>
    public long RefreshAt { get; }

    /// <summary>Whether the API has accepted it.</summary>
    public bool WasAccepted { get; set; }

    /// <summary>A token that another instance requested. Only the wall clock tells its age.</summary>
    public static CachedToken FromOtherInstance(Psd2AccessToken token, TimeSpan lifetime, TimeProvider time)
    {
        var age = time.GetUtcNow() - (token.ExpiresAt - lifetime);
        return new CachedToken(token, lifetime, time.GetTimestamp() - Ticks(age > TimeSpan.Zero ? age : TimeSpan.Zero, time), time)
        {
            IsShared = true,
        };
    }

    public bool IsUsable(long now, DateTimeOffset utcNow) => now < _usableUntil && utcNow < _usableUntilUtc;

    public bool IsUsable(TimeProvider time) => IsUsable(time.GetTimestamp(), time.GetUtcNow());

    private static long Ticks(TimeSpan duration, TimeProvider time) => (long)(duration.TotalSeconds * time.TimestampFrequency);
}
