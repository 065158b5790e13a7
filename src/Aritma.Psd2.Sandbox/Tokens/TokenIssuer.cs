using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aritma.Psd2.Sandbox;

/// <summary>Signs access tokens with a key that lives as long as the sandbox, and checks them.</summary>
internal sealed class TokenIssuer(TimeProvider timeProvider, TimeSpan lifetime)
{
    private const string Audience = "psd2-sandbox";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ConcurrentDictionary<string, bool> _liveTokenIds = new(StringComparer.Ordinal);
    private readonly SigningCredentials _signing =
        new(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)), SecurityAlgorithms.HmacSha256);

    public long ExpiresIn { get; } = (long)lifetime.TotalSeconds;

    public string Issue(string issuer, string clientId, string scope, string tenant)
    {
        var now = timeProvider.GetUtcNow().ToUnixTimeMilliseconds() / 1000m;
        var id = Guid.NewGuid().ToString("N");
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = Audience,
            IssuedAt = Second(decimal.Floor(now)),
            NotBefore = Second(decimal.Floor(now)),
            // A JWT knows whole seconds only. Rounded up, so that no token ends before the expires_in that came with it.
            Expires = Second(decimal.Ceiling(now) + ExpiresIn),
            Claims = new Dictionary<string, object> { ["client_id"] = clientId, ["scope"] = scope, ["tid"] = tenant, ["jti"] = id },
            SigningCredentials = _signing,
        });
        _liveTokenIds[id] = true;
        return token;
    }

    public void RevokeAll() => _liveTokenIds.Clear();

    /// <summary>The claims of a valid token, or the reason why it is none.</summary>
    public async Task<(ClaimsIdentity? Claims, string? Refusal)> CheckAsync(string accessToken)
    {
        var result = await _handler.ValidateTokenAsync(accessToken, new TokenValidationParameters
        {
            IssuerSigningKey = _signing.Key,
            ValidAudience = Audience,
            // The key is the sandbox's own, and the issuer differs by tenant.
            ValidateIssuer = false,
            // The handler reads the system clock; the sandbox has its own.
            ValidateLifetime = false,
        }).ConfigureAwait(false);

        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return (null, "The token was not issued by this sandbox.");
        }

        if (token.ValidTo <= timeProvider.GetUtcNow().UtcDateTime)
        {
            return (null, "The token has expired.");
        }

        return _liveTokenIds.ContainsKey(token.Id) ? (result.ClaimsIdentity, null) : (null, "The token has been revoked.");
    }

    private static DateTime Second(decimal unixSeconds) => DateTimeOffset.FromUnixTimeSeconds((long)unixSeconds).UtcDateTime;
}
