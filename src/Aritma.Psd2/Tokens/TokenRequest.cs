using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace Aritma.Psd2.Tokens;

/// <summary>The HTTP form of a client credentials request, RFC 6749 §4.4.2.</summary>
internal static class TokenRequest
{
    public static HttpRequestMessage Create(Psd2Options options, Uri endpoint, ScopeSet scopes)
    {
        var (id, secret) = (options.ClientId!, options.ClientSecret!);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));

        if (options.ClientAuthentication == Psd2ClientAuthentication.BasicHeader)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicParameter(id, secret));
            request.Content = Form(("grant_type", "client_credentials"), ("scope", scopes.Parameter));
        }
        else
        {
            // The fields of Aritma's examples, in their order.
            request.Content = Form(
                ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", scopes.Parameter));
        }

        return request;
    }

    /// <summary>The secret as it is and as it travels, longest first, so that an endpoint's echo of it can be masked.</summary>
    public static IEnumerable<string> FormsOfTheSecret(Psd2Options options)
    {
        var (id, secret) = (options.ClientId!, options.ClientSecret!);
        return [BasicParameter(id, secret), Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), secret];
    }

    // RFC 6749 §2.3.1: each part is form-encoded before the two are joined.
    private static string BasicParameter(string id, string secret) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));

    // FormUrlEncodedContent would write a space as "+"; Aritma's example has "%20", which every decoder of forms reads as well.
    private static ByteArrayContent Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var form = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            form.Append(form.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(form.ToString()));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.FormUrlEncoded);
        return content;
    }
}
