using System.Net.Http.Headers;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// An Authorization header that a token handler set. Its type tells it from one that a caller set. A handler makes it once per token.
/// </summary>
internal sealed class BearerHeader(CachedToken token, Psd2TokenHandler handler) : AuthenticationHeaderValue("Bearer", token.Token.Value)
{
    public CachedToken Token => token;

    public Psd2TokenHandler Handler => handler;
}
