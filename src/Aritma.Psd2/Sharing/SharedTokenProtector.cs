using System.Security.Cryptography;
using System.Text.Json;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace Aritma.Psd2.Sharing;

/// <summary>Protects a token so that only the instances of the application can read it.</summary>
internal sealed class SharedTokenProtector(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Aritma.Psd2.SharedToken.v1");

    public byte[] Protect(SharedTokenKey key, CachedToken token)
    {
        var shared = new SharedToken
        {
            Identity = key.Identity,
            Token = token.Token.GetValue(),
            ExpiresAt = token.Token.ExpiresAt,
            Lifetime = token.Lifetime,
        };
        return _protector.Protect(JsonSerializer.SerializeToUtf8Bytes(shared, SharingJson.Default.SharedToken));
    }

    /// <summary>Reads an entry: the token, or what is wrong with it.</summary>
    public (CachedToken? Token, SharingProblem Problem) Unprotect(SharedTokenKey key, byte[] entry)
    {
        SharedToken? shared;
        try
        {
            shared = JsonSerializer.Deserialize(_protector.Unprotect(entry), SharingJson.Default.SharedToken);
        }
        catch (CryptographicException)
        {
            return (null, SharingProblem.Unreadable);
        }
        catch (JsonException)
        {
            return (null, SharingProblem.Foreign);
        }

        if (shared?.Identity != key.Identity)
        {
            return (null, SharingProblem.Foreign);
        }

        if (shared.ExpiresAt <= time.GetUtcNow())
        {
            return (null, SharingProblem.Expired);
        }

        var token = new Psd2AccessToken(shared.Token, key.Scopes.Scopes, shared.ExpiresAt);
        return (CachedToken.FromOtherInstance(token, shared.Lifetime, time), SharingProblem.None);
    }
}
