using Aritma.Psd2.Http;

namespace Aritma.Psd2.Tokens;

/// <summary>A token as the cache holds it, with what a request needs made ready.</summary>
internal sealed class CachedToken
{
    /// <summary>The share of its life in which a token is no longer given out, so that it can't expire on its way.</summary>
    private const double MarginShare = 0.1;

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);

    private readonly long _usableUntil;

    /// <param name="token">The token.</param>
    /// <param name="lifetime">The token's <c>expires_in</c>.</param>
    /// <param name="requestedAt">The <paramref name="time"/>'s timestamp from before the request: the token can't be older.</param>
    /// <param name="time">The clock. Its timestamps are monotonic, so that a corrected wall clock shortens no life.</param>
    public CachedToken(Psd2AccessToken token, TimeSpan lifetime, long requestedAt, TimeProvider time)
    {
        Token = token;
        Header = new BearerHeader(token.Value);
        var margin = lifetime * MarginShare;
        var usable = lifetime - (margin < LongestMargin ? margin : LongestMargin);
        _usableUntil = requestedAt + (long)(usable.TotalSeconds * time.TimestampFrequency);
    }

    public Psd2AccessToken Token { get; }

    public BearerHeader Header { get; }

    public bool IsUsable(TimeProvider time) => time.GetTimestamp() < _usableUntil;
}
