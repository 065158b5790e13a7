using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Sharing;

/// <summary>Where the instances of an application find one token in their cache.</summary>
internal sealed class SharedTokenKey
{
    /// <summary>Names the format of the entry, so that versions of this library with different formats don't read each other's.</summary>
    private const string Prefix = "Aritma.Psd2:v1:";

    public SharedTokenKey(TokenKey key)
    {
        // JSON, because no part can run into the next one there, and no name is told from an empty one.
        Identity = JsonSerializer.Serialize(
            [key.Registration, key.Endpoint.AbsoluteUri, key.ClientId, key.Scopes.Key], SharingJson.Default.StringArray);
        Entry = Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity)));
        Scopes = key.Scopes;
    }

    /// <summary>All that makes the token what it is, as text.</summary>
    public string Identity { get; }

    /// <summary>The cache key of the token. It shows nothing of what it is derived from.</summary>
    public string Entry { get; }

    public ScopeSet Scopes { get; }
}
