using System.Net;
using System.Net.Http.Headers;
using Aritma.Psd2.Configuration;
using Aritma.Psd2.Telemetry;

namespace Aritma.Psd2.Tokens;

/// <summary>The ways in which a token request fails, as exceptions that name the endpoint, the scopes and the remedy.</summary>
internal sealed class TokenErrors
{
    private const string CheckTheAddress = "Check that the address is the token endpoint's and that no proxy answers for it.";
    private const int LongestError = 64;
    private const int LongestDescription = 300;

    /// <summary>So many characters of the secret, one after the other, aren't shown.</summary>
    private const int SecretPart = 8;

    private readonly Psd2Settings _settings;
    private readonly ScopeSet _scopes;
    private readonly TokenRequest? _request;

    /// <summary>The failures of a request.</summary>
    public TokenErrors(TokenRequest request)
        : this(request.Settings, request.Acquisition.Scopes) => _request = request;

    /// <summary>The failures before there is a request.</summary>
    public TokenErrors(Psd2Settings settings, ScopeSet scopes) => (_settings, _scopes) = (settings, scopes);

    /// <summary>The endpoint's host, with the port where it isn't the default one.</summary>
    private string EndpointHost => _settings.TokenEndpoint.Authority;

    public Psd2TokenException Refused(HttpStatusCode status, TokenResponse? answer)
    {
        var error = ErrorCode(answer?.Error);
        var description = RemoteText(answer?.ErrorDescription, LongestDescription);
        var reason = error is null ? $"it answered {(int)status}" : $"{error} ({(int)status})";
        var quoted = description is null ? "" : $" It says: \"{description}\".";
        return Create($"refused a token for '{_scopes}': {reason}.{quoted} {Remedy(error)}", status, error, description);
    }

    public Psd2TokenException Unavailable(HttpStatusCode status, TokenResponse? answer, TimeSpan? retryAfter) => Create(
        $"gave no token for '{_scopes}': it answered {(int)status}{SentTimes}. Try again later.",
        status,
        ErrorCode(answer?.Error),
        RemoteText(answer?.ErrorDescription, LongestDescription),
        isTransient: true,
        retryAfter: retryAfter);

    public Psd2TokenException Redirected(HttpStatusCode status) => Create(
        $"redirects the request of a token for '{_scopes}'. A redirect isn't followed, because the client secret would go with it. "
            + $"Write the endpoint's final address to {Key(nameof(Psd2Options.TokenEndpoint))}.",
        status);

    public Psd2TokenException Unreadable(HttpStatusCode status, MediaTypeHeaderValue? contentType) => Create(
        $"answered {(int)status} to the request of a token for '{_scopes}', but {(IsJson(contentType) ? "" : "not with JSON, and ")}"
            + $"what it sent is no token response (RFC 6749 §5.1). {CheckTheAddress}",
        status);

    public Psd2TokenException Unusable(HttpStatusCode status, string problem) => Create(
        $"answered {(int)status} to the request of a token for '{_scopes}', but the answer {problem}", status);

    public Psd2TokenException TooLarge(HttpStatusCode status, int limit) => Create(
        $"answered the request of a token for '{_scopes}' with more than {limit} bytes. {CheckTheAddress}", status);

    /// <param name="limit">The limit that ran out.</param>
    /// <param name="cause">What was thrown then.</param>
    public Psd2TokenException TimedOut(TimeSpan limit, Exception cause) => Create(
        $"didn't answer the request of a token for '{_scopes}' within {Duration.Text(limit)}{SentTimes}.{LastAnswer} "
            + $"Check the network, or allow more in {Key(nameof(Psd2Options.TokenRequestTimeout))}.",
        isTransient: true,
        cause: new TimeoutException(null, cause));

    public Psd2TokenException Unreachable(Exception cause) => Create(
        cause is HttpRequestException { HttpRequestError: var error }
            ? $"could not be reached for a token for '{_scopes}' ({error}){SentTimes}.{LastAnswer} Check the address, the network and the "
                + "proxy."
            : $"could not be asked for a token for '{_scopes}': {cause.GetType()} was thrown on the way.{LastAnswer} The inner exception "
                + "says why.",

        // What a handler of the user's throws passes by itself too: its time-out, its open circuit.
        isTransient: true,
        cause: cause);

    public Psd2TokenException NotCreated(Exception cause) => Create(
        $"could not be asked for a token for '{_scopes}': its HTTP client can't be created ({cause.GetType()}). The inner exception says "
            + "why.",
        cause: cause);

    public Psd2TokenException NoCredentials(Exception cause) => Create(
        $"was not asked for a token for '{_scopes}': the credentials provider{InRegistration} failed ({cause.GetType()}). The inner "
            + "exception says why.",
        isTransient: true,
        cause: cause);

    public Psd2TokenException NoCredentialsInTime() => Create(
        $"was not asked for a token for '{_scopes}': the credentials provider{InRegistration} returned none within "
            + $"{Duration.Text(_settings.Timeout)}.",
        isTransient: true);

    public Psd2TokenException Stopped() => Create(
        $"was not asked for a token for '{_scopes}': the application has stopped, and its services are disposed.");

    /// <summary>
    /// Text of the endpoint's, made safe to show: only characters of RFC 6749 §5.2, and cut. Text that quotes the secret isn't shown.
    /// </summary>
    public string? RemoteText(string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (var form in _request!.FormsOfTheSecret())
        {
            if (HoldsPartOf(form, text))
            {
                return "(not shown, as it quotes the client secret)";
            }
        }

        return string.Create(Math.Min(text.Length, maximum), text, static (safe, text) =>
        {
            for (var i = 0; i < safe.Length; i++)
            {
                safe[i] = text[i] is >= ' ' and <= '~' and not ('"' or '\\') ? text[i] : '?';
            }
        });
    }

    /// <summary>Whether RFC 6749 §5.2 defines an error code.</summary>
    public static bool IsDefined(string? error) => error is "invalid_request" or "invalid_client" or "invalid_grant"
        or "unauthorized_client" or "unsupported_grant_type" or "invalid_scope";

    private static bool HoldsPartOf(string secret, string text)
    {
        var length = Math.Min(secret.Length, SecretPart);
        for (var start = 0; start + length <= secret.Length; start++)
        {
            if (text.AsSpan().Contains(secret.AsSpan(start, length), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A defined code shows nothing of the secret, even where the secret is a part of it.
    private string? ErrorCode(string? error) => IsDefined(error) ? error : RemoteText(error, LongestError);

    private static bool IsJson(MediaTypeHeaderValue? contentType) =>
        contentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) ?? false;

    // RFC 6749 §5.2
    private string Remedy(string? error) => error switch
    {
        "invalid_client" => $"Check {Credentials}, and that they belong to this environment.",
        "invalid_scope" => "Ask Aritma to allow these scopes to the client id, or correct the declared ones.",
        "unauthorized_client" or "unsupported_grant_type" => "Ask Aritma to allow the client credentials grant to the client id.",
        _ => $"Check {nameof(Psd2Options)}{InRegistration} against what Aritma gave you.",
    };

    private string Credentials => _settings switch
    {
        { Credentials: null } => $"the credentials of the credentials provider{InRegistration}",
        { Registration.ConfigurationPath: null } =>
            $"{nameof(Psd2Options.ClientId)} and {nameof(Psd2Options.ClientSecret)}{InRegistration}",
        _ => $"{Key(nameof(Psd2Options.ClientId))} and {Key(nameof(Psd2Options.ClientSecret))}",
    };

    /// <summary>Tells how often a handler of the user's had the request sent.</summary>
    private string SentTimes => _request is { Sends: > 1 and var sends } ? $" (sent {sends} times)" : "";

    private string LastAnswer => _request?.LastStatus is { } status ? $" Its last answer was {(int)status}." : "";

    /// <summary>Tells one of several registrations where no configuration key does.</summary>
    private string InRegistration => _settings.Registration.Name is null ? "" : $" of {_settings.Registration}";

    private string Key(string property) => OptionsValidator.Key(_settings.Registration, property);

    private Psd2TokenException Create(
        string message,
        HttpStatusCode? status = null,
        string? error = null,
        string? description = null,
        bool isTransient = false,
        TimeSpan? retryAfter = null,
        Exception? cause = null) => new($"The token endpoint {EndpointHost} {message}", cause)
        {
            Error = error,
            ErrorDescription = description,
            StatusCode = status ?? _request?.LastStatus,
            EndpointHost = EndpointHost,
            Scopes = _scopes.Scopes,
            IsTransient = isTransient,
            RetryAfter = retryAfter,
        };
}
