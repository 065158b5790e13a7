using System.Net.Http.Headers;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Http;

/// <summary>
/// An Authorization header of this library. Its type tells it from one that a caller set. A sender makes it once per token.
/// </summary>
internal sealed class BearerHeader(CachedToken token) : AuthenticationHeaderValue("Bearer", token.Token.GetValue())
{
    public CachedToken Token => token;
}
