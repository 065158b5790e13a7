using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Aritma.Psd2;

/// <summary>An access token of the token endpoint (RFC 6749 §5.1), to be sent as <c>Authorization: Bearer</c> (RFC 6750 §2.1).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Psd2AccessToken
{
    /// <summary>Creates a token.</summary>
    /// <param name="value">The token itself.</param>
    /// <param name="scopes">The scopes it was requested with.</param>
    /// <param name="expiresAt">When the token endpoint's <c>expires_in</c> ends.</param>
    public Psd2AccessToken(string value, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentNullException.ThrowIfNull(scopes);
        Value = value;
        Scopes = scopes;
        ExpiresAt = expiresAt;
    }

    /// <summary>The token itself: a secret. Never log it.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>The scopes it was requested with.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>When it expires by the token endpoint's <c>expires_in</c>, in UTC.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Describes the token without showing it.</summary>
    public override string ToString() => $"Bearer token for '{string.Join(' ', Scopes)}', expires {ExpiresAt:u}";
}
