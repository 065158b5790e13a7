using System.Net;
using System.Net.Http.Headers;

namespace Aritma.Psd2.Tokens;

/// <summary>The ways in which a token request fails, as exceptions that name the endpoint, the scopes and the remedy.</summary>
/// <param name="settings">What the request is made with.</param>
/// <param name="scopes">The scopes that are asked for.</param>
/// <param name="request">The request; null before there is one.</param>
internal sealed class TokenErrors(TokenRequestSettings settings, ScopeSet scopes, TokenRequest? request = null)
{
    private const string CheckTheAddress = "Check that the address is the token endpoint's and that no proxy answers for it.";
    private const int LongestError = 64;
    private const int LongestDescription = 300;

    /// <summary>The endpoint's host, with the port where it isn't the default one.</summary>
    private string EndpointHost => settings.Endpoint.Authority;

    public Psd2TokenException Refused(HttpStatusCode status, TokenErrorResponse response)
    {
        var error = ErrorCode(response.Error);
        var description = RemoteText(response.ErrorDescription, LongestDescription);
        var reason = error is null ? $"it answered {(int)status}" : $"{error} ({(int)status})";
        var quoted = description is null ? "" : $" It says: \"{description}\".";
        return Create(
            $"refused a token for '{scopes}': {reason}.{quoted} {Remedy(error)}",
            TokenRequestOutcome.Refused,
            status,
            error,
            description);
    }

    public Psd2TokenException Unavailable(HttpStatusCode status, TokenErrorResponse response, TimeSpan? retryAfter) => Create(
        $"gave no token for '{scopes}': it answered {(int)status}. Try again later.",
        TokenRequestOutcome.Unavailable,
        status,
        ErrorCode(response.Error),
        RemoteText(response.ErrorDescription, LongestDescription),
        retryAfter: retryAfter);

    public Psd2TokenException Redirected(HttpStatusCode status) => Create(
        $"redirects the request of a token for '{scopes}'. A redirect isn't followed, because the client secret would go with it. "
            + $"Write the endpoint's final address to {Key(nameof(Psd2Options.TokenEndpoint))}.",
        TokenRequestOutcome.InvalidResponse,
        status);

    public Psd2TokenException Unreadable(HttpStatusCode status, MediaTypeHeaderValue? contentType) => Create(
        $"answered {(int)status} to the request of a token for '{scopes}', but {(IsJson(contentType) ? "" : "not with JSON, and ")}"
            + $"what it sent is no token response (RFC 6749 §5.1). {CheckTheAddress}",
        TokenRequestOutcome.InvalidResponse,
        status);

    public Psd2TokenException Unusable(HttpStatusCode status, string problem) => Create(
        $"answered {(int)status} to the request of a token for '{scopes}', but the answer {problem}",
        TokenRequestOutcome.InvalidResponse,
        status);

    public Psd2TokenException TooLarge(HttpStatusCode status, int limit) => Create(
        $"answered the request of a token for '{scopes}' with more than {limit} bytes. {CheckTheAddress}",
        TokenRequestOutcome.InvalidResponse,
        status);

    public Psd2TokenException TimedOut() => Create(
        $"didn't answer the request of a token for '{scopes}' within {settings.Timeout.TotalSeconds} s. "
            + $"Check the network, or allow more in {Key(nameof(Psd2Options.TokenRequestTimeout))}.",
        TokenRequestOutcome.TimedOut);

    public Psd2TokenException Unreachable(Exception cause) => cause is HttpRequestException { HttpRequestError: var error }
        ? Create(
            $"could not be reached for a token for '{scopes}' ({error}). Check the address, the network and the proxy.",
            TokenRequestOutcome.Unreachable,
            cause: cause)
        : Thrown(cause, TokenRequestOutcome.Unreachable);

    public Psd2TokenException Unexpected(Exception cause) => Thrown(cause, TokenRequestOutcome.Failed);

    public Psd2TokenException NoCredentials(Type provider, Exception cause) => Create(
        $"was not asked for a token for '{scopes}': {provider} brought no client credentials ({cause.GetType()}). The inner "
            + "exception says why.",
        TokenRequestOutcome.NoCredentials,
        cause: cause);

    public Psd2TokenException NoCredentialsInTime(Type provider) => Create(
        $"was not asked for a token for '{scopes}': {provider} brought no client credentials within {settings.Timeout.TotalSeconds} s.",
        TokenRequestOutcome.NoCredentials);

    /// <summary>
    /// Text of the endpoint's, made safe to show: its length capped, only characters of RFC 6749 §5.2, the secret masked.
    /// </summary>
    public string? RemoteText(string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // Masked before it is cut, so that no half of the secret is left over.
        var masked = request!.FormsOfTheSecret().Aggregate(
            text, (masked, secret) => masked.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));
        return string.Create(Math.Min(masked.Length, maximum), masked, static (safe, masked) =>
        {
            for (var i = 0; i < safe.Length; i++)
            {
                safe[i] = masked[i] is >= ' ' and <= '~' and not ('"' or '\\') ? masked[i] : '?';
            }
        });
    }

    /// <summary>Whether RFC 6749 §5.2 defines an error code.</summary>
    public static bool IsDefined(string? error) => error is "invalid_request" or "invalid_client" or "invalid_grant"
        or "unauthorized_client" or "unsupported_grant_type" or "invalid_scope";

    private Psd2TokenException Thrown(Exception cause, TokenRequestOutcome outcome) => Create(
        $"could not be asked for a token for '{scopes}': {cause.GetType()} was thrown on the way. The inner exception says why.",
        outcome,
        cause: cause);

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

    private string Credentials => (request?.CredentialsProvider, settings.Registration.ConfigurationPath) switch
    {
        ({ } provider, _) => $"the credentials that {provider} brings{InRegistration}",
        (_, null) => $"{nameof(Psd2Options.ClientId)} and {nameof(Psd2Options.ClientSecret)}{InRegistration}",
        _ => $"{Key(nameof(Psd2Options.ClientId))} and {Key(nameof(Psd2Options.ClientSecret))}",
    };

    /// <summary>Tells one of several registrations where no configuration key does.</summary>
    private string InRegistration => settings.Registration.Name is null ? "" : $" of {settings.Registration}";

    private string Key(string property) => settings.Registration.ConfigurationPath is { } path
        ? Psd2OptionsValidator.Key(path, property)
        : Psd2OptionsValidator.Key(null, property) + InRegistration;

    private Psd2TokenException Create(
        string message,
        TokenRequestOutcome outcome,
        HttpStatusCode? status = null,
        string? error = null,
        string? description = null,
        TimeSpan? retryAfter = null,
        Exception? cause = null) => new($"The token endpoint {EndpointHost} {message}", cause)
        {
            Error = error,
            ErrorDescription = description,
            StatusCode = status,
            EndpointHost = EndpointHost,
            Scopes = scopes.Scopes,
            IsTransient = outcome is TokenRequestOutcome.Unavailable or TokenRequestOutcome.TimedOut or TokenRequestOutcome.Unreachable
                or TokenRequestOutcome.NoCredentials,
            RetryAfter = retryAfter,
            Outcome = outcome,
            WasRepeated = request is { Sends: > 1 },
        };
}
