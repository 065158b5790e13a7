using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aritma.Psd2.Sandbox;

/// <summary>Issues access tokens, signed with a key that lives as long as the sandbox, and knows them.</summary>
internal sealed class TokenIssuer(SandboxClock clock, TimeSpan lifetime)
{
    private const string Audience = "psd2-sandbox";

    /// <summary>So long an expired token is told apart from one that was never issued.</summary>
    private static readonly TimeSpan KeptAfterExpiry = TimeSpan.FromDays(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ConcurrentDictionary<string, IssuedToken> _issued = new(StringComparer.Ordinal);
    private readonly SigningCredentials _signing =
        new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);

    public long ExpiresIn { get; } = (long)lifetime.TotalSeconds;

    public string Issue(string issuer, string clientId, string scope, string tenant)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000m;
        // A JWT knows whole seconds only. Rounded up, so that no token ends before the expires_in that came with it.
        var expires = Second(decimal.Ceiling(now) + ExpiresIn);
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = Audience,
            IssuedAt = Second(decimal.Floor(now)).UtcDateTime,
            NotBefore = Second(decimal.Floor(now)).UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["client_id"] = clientId,
                ["scope"] = scope,
                ["tid"] = tenant,
                ["jti"] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = _signing,
        });
        Forget(clock.GetUtcNow() - KeptAfterExpiry);
        _issued[token] = new(clientId, scope, expires);
        return token;
    }

    public void Clear() => _issued.Clear();

    public void RevokeAll()
    {
        foreach (var token in _issued.Values)
        {
            token.Revoke();
        }
    }

    /// <summary>Null: this sandbox didn't issue it. One that has expired or was revoked is found as well.</summary>
    public IssuedToken? Find(string accessToken) => _issued.GetValueOrDefault(accessToken);

    private void Forget(DateTimeOffset expiredBefore)
    {
        foreach (var (token, issued) in _issued)
        {
            if (issued.Expires < expiredBefore)
            {
                _issued.TryRemove(token, out _);
            }
        }
    }

    private static DateTimeOffset Second(decimal unixSeconds) => DateTimeOffset.FromUnixTimeSeconds((long)unixSeconds);
}
