using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Aritma.Psd2.Configuration;

namespace Aritma.Psd2.Tokens;

/// <summary>One client credentials request, RFC 6749 §4.4.2.</summary>
/// <param name="settings">What it is made with.</param>
/// <param name="credentials">The client's credentials.</param>
/// <param name="acquisition">What it is made for.</param>
/// <param name="lastStatus">What the endpoint answered last, if it is a repeated request.</param>
internal sealed class TokenRequest(
    Psd2Settings settings, Psd2ClientCredentials credentials, TokenAcquisition acquisition, HttpStatusCode? lastStatus)
{
    /// <summary>The part of the time limit that one send may take, so that one which hangs can be repeated.</summary>
    private const int SendsInLimit = 3;

    private static readonly HttpRequestOptionsKey<TokenRequest> OptionsKey = new("Aritma.Psd2.TokenRequest");

    private int _sends;

    public Psd2Settings Settings => settings;

    public TokenAcquisition Acquisition => acquisition;

    public Psd2ClientCredentials Credentials => credentials;

    /// <summary>What its token is kept under where instances share it.</summary>
    public TokenKey Key => new(settings.Registration.Name, settings.TokenEndpoint, credentials.ClientId, acquisition.Scopes);

    /// <summary>How long one send may take, its answer included.</summary>
    public TimeSpan SendLimit => settings.Timeout / SendsInLimit;

    /// <summary>How often it was sent: more than once, if a handler of the user's repeats requests.</summary>
    public int Sends => Volatile.Read(ref _sends);

    /// <summary>What the endpoint answered last.</summary>
    public HttpStatusCode? LastStatus { get; set; } = lastStatus;

    /// <summary>Whether the last answer was larger than is read.</summary>
    public bool IsAnswerTooLarge { get; set; }

    public HttpRequestMessage CreateMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, settings.TokenEndpoint);
        message.Options.Set(OptionsKey, this);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaTypeNames.Application.Json));

        if (settings.Authentication == Psd2ClientAuthentication.ClientSecretBasic)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicParameter());
            message.Content = Form("grant_type=client_credentials&scope=" + Uri.EscapeDataString(acquisition.Scopes.Parameter));
        }
        else
        {
            // The fields of Aritma's examples, in their order.
            message.Content = Form(
                "grant_type=client_credentials&client_id=" + Uri.EscapeDataString(credentials.ClientId)
                + "&client_secret=" + Uri.EscapeDataString(credentials.GetClientSecret())
                + "&scope=" + Uri.EscapeDataString(acquisition.Scopes.Parameter));
        }

        return message;
    }

    /// <summary>Notes that a message goes out. Returns its request; null if the message isn't one.</summary>
    public static TokenRequest? NoteSend(HttpRequestMessage message)
    {
        if (message.Options.TryGetValue(OptionsKey, out var request))
        {
            Interlocked.Increment(ref request._sends);
            request.IsAnswerTooLarge = false;
        }

        return request;
    }

    /// <summary>The secret as it is, as it travels, and as an endpoint may quote it.</summary>
    public IEnumerable<string> FormsOfTheSecret()
    {
        var secret = credentials.GetClientSecret();
        var escaped = Uri.EscapeDataString(secret);
        return
        [
            secret, escaped, Uri.EscapeDataString(escaped), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), BasicParameter(),
            Convert.ToBase64String(Encoding.ASCII.GetBytes(secret)),
        ];
    }

    // RFC 6749 §2.3.1: each part is form-encoded before the two are joined.
    private string BasicParameter() => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $"{Uri.EscapeDataString(credentials.ClientId)}:{Uri.EscapeDataString(credentials.GetClientSecret())}"));

    // FormUrlEncodedContent would write a space as "+"; Aritma's example has "%20", which every decoder of forms reads as well.
    private static ByteArrayContent Form(string fields)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(fields));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.FormUrlEncoded);
        return content;
    }
}
