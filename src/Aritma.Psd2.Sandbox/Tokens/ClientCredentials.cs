using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Aritma.Psd2.Sandbox;

/// <summary>A client id and secret. A class, not a record: nothing must print the secret.</summary>
internal sealed class ClientCredentials(string id, string secret)
{
    public string Id => id;

    public string Secret => secret;

    /// <summary>Reads a Basic header; id and secret are form-url-encoded inside it (RFC 6749 §2.3.1). Null: no or no such header.</summary>
    public static ClientCredentials? FromHeader(string? authorization)
    {
        if (!AuthenticationHeaderValue.TryParse(authorization, out var header)
            || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)
            || header.Parameter is null)
        {
            return null;
        }

        var bytes = new byte[header.Parameter.Length];
        if (!Convert.TryFromBase64String(header.Parameter, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return parts.Length == 2 ? new(WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1])) : null;
    }

    public static ClientCredentials? FromForm(SandboxTokenRequest request) =>
        (request.FormValue("client_id"), request.FormValue("client_secret")) is ({ } id, { } secret) ? new(id, secret) : null;
}
