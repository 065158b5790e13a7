using System.Net.Http.Headers;

namespace Aritma.Psd2.Http;

/// <summary>
/// An Authorization header that this library set. Its type tells it from one that a caller set, and it is made once per token.
/// </summary>
internal sealed class BearerHeader(string token) : AuthenticationHeaderValue("Bearer", token);
