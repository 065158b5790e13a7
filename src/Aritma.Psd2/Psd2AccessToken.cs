using System.Diagnostics;
using System.Net.Http.Headers;

namespace Aritma.Psd2;

/// <summary>An access token of the token endpoint (RFC 6749 §5.1), to be sent as <c>Authorization: Bearer</c> (RFC 6750 §2.1).</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Psd2AccessToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Creates a token.</summary>
    /// <param name="value">The token itself.</param>
    /// <param name="scopes">The scopes it was requested with.</param>
    /// <param name="expiresAt">When the token endpoint's <c>expires_in</c> ends.</param>
    public Psd2AccessToken(string value, IReadOnlyList<string> scopes, DateTimeOffset expiresAt)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentNullException.ThrowIfNull(scopes);
        _value = value;
        Scopes = scopes;
        ExpiresAt = expiresAt;
    }

    /// <summary>The scopes it was requested with.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>When it expires by the token endpoint's <c>expires_in</c>, in UTC.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// The token itself: a secret. Never log it. A method, so that what writes all properties of an object, such as a serializer or a
    /// logger, doesn't show it.
    /// </summary>
    public string GetValue() => _value;

    /// <summary>The <c>Authorization</c> header of a call with this token.</summary>
    public AuthenticationHeaderValue ToAuthorizationHeader() => new("Bearer", _value);

    /// <summary>Describes the token without showing it.</summary>
    public override string ToString() => $"Bearer token for '{string.Join(' ', Scopes)}', expires {ExpiresAt:u}";
}
