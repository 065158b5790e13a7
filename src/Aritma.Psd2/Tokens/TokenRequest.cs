using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;

namespace Aritma.Psd2.Tokens;

/// <summary>One client credentials request, RFC 6749 §4.4.2.</summary>
internal sealed class TokenRequest(TokenRequestSettings settings, Psd2ClientCredentials credentials, TokenFetch fetch)
{
    private static readonly HttpRequestOptionsKey<TokenRequest> OptionsKey = new("Aritma.Psd2.TokenRequest");

    private int _sends;

    public TokenRequestSettings Settings => settings;

    public TokenFetch Fetch => fetch;

    /// <summary>What brought the credentials; null where they are those of the options.</summary>
    public Type? CredentialsProvider { get; init; }

    /// <summary>How often it was sent: more than once, if a handler of the user's repeats requests.</summary>
    public int Sends => Volatile.Read(ref _sends);

    public HttpRequestMessage CreateMessage()
    {
        var (id, secret) = (credentials.ClientId, credentials.ClientSecret);
        var message = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint);
        message.Options.Set(OptionsKey, this);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));

        if (settings.Authentication == Psd2ClientAuthentication.BasicHeader)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicParameter());
            message.Content = Form(("grant_type", "client_credentials"), ("scope", fetch.Scopes.Parameter));
        }
        else
        {
            // The fields of Aritma's examples, in their order.
            message.Content = Form(
                ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", fetch.Scopes.Parameter));
        }

        return message;
    }

    /// <summary>Notes that a message goes out.</summary>
    public static void NoteSend(HttpRequestMessage message)
    {
        if (message.Options.TryGetValue(OptionsKey, out var request))
        {
            Interlocked.Increment(ref request._sends);
        }
    }

    /// <summary>The secret as it is and as it travels, longest first, so that an endpoint's echo of it can be masked.</summary>
    public IEnumerable<string> FormsOfTheSecret()
    {
        var secret = credentials.ClientSecret;
        return [BasicParameter(), Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), secret];
    }

    // RFC 6749 §2.3.1: each part is form-encoded before the two are joined.
    private string BasicParameter() => Convert.ToBase64String(
        Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(credentials.ClientId)}:{Uri.EscapeDataString(credentials.ClientSecret)}"));

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
