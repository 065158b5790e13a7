using System.Net;
using System.Net.Http.Headers;

namespace Aritma.Psd2.Tokens;

/// <summary>The ways in which a token request fails, as exceptions that name the endpoint, the scopes and the remedy.</summary>
internal sealed class TokenErrors(string endpointHost, ScopeSet scopes, Psd2Options options)
{
    private const string CheckTheAddress = "Check that the address is the token endpoint's and that no proxy answers for it.";
    private const int LongestError = 64;
    private const int LongestDescription = 300;

    public Psd2TokenException Refused(HttpStatusCode status, TokenErrorResponse response)
    {
        var error = RemoteText(response.Error, LongestError);
        var description = RemoteText(response.ErrorDescription, LongestDescription);
        var reason = error is null ? $"it answered {(int)status}" : $"{error} ({(int)status})";
        var quoted = description is null ? "" : $" It says: \"{description}\".";
        return Create($"refused a token for '{scopes}': {reason}.{quoted} {Remedy(error)}", status, isTransient: false, error, description);
    }

    public Psd2TokenException Unavailable(HttpStatusCode status, TokenErrorResponse response) => Create(
        $"gave no token for '{scopes}': it answered {(int)status}. Try again later.",
        status,
        isTransient: true,
        RemoteText(response.Error, LongestError),
        RemoteText(response.ErrorDescription, LongestDescription));

    public Psd2TokenException Redirected(HttpStatusCode status) => Create(
        $"redirects the request of a token for '{scopes}'. A redirect isn't followed, because the client secret would go with it. "
            + $"Write the endpoint's final address to {nameof(Psd2Options)}.{nameof(Psd2Options.TokenEndpoint)}.",
        status,
        isTransient: false);

    public Psd2TokenException Unreadable(HttpStatusCode status, MediaTypeHeaderValue? contentType) => Create(
        $"answered {(int)status} to the request of a token for '{scopes}', but {(IsJson(contentType) ? "" : "not with JSON, and ")}"
            + $"what it sent is no token response (RFC 6749 §5.1). {CheckTheAddress}",
        status,
        isTransient: false);

    public Psd2TokenException Unusable(HttpStatusCode status, string problem) => Create(
        $"answered {(int)status} to the request of a token for '{scopes}', but the answer {problem}",
        status,
        isTransient: false);

    public Psd2TokenException TooLarge(HttpStatusCode status, int limit) => Create(
        $"answered the request of a token for '{scopes}' with more than {limit} bytes. {CheckTheAddress}",
        status,
        isTransient: false);

    public Psd2TokenException TimedOut(TimeSpan limit) => Create(
        $"didn't answer the request of a token for '{scopes}' within {limit.TotalSeconds} s. "
            + $"Check the network, or allow more in {nameof(Psd2Options)}.{nameof(Psd2Options.TokenRequestTimeout)}.",
        status: null,
        isTransient: true);

    public Psd2TokenException Unreachable(Exception cause) => Create(
        $"could not be reached for a token for '{scopes}' ({(cause as HttpRequestException)?.HttpRequestError.ToString() ?? cause.GetType().Name}). "
            + "Check the address, the network and the proxy.",
        status: null,
        isTransient: true,
        cause: cause);

    public Psd2TokenException Unexpected(Exception cause) => Create(
        $"could not be asked for a token for '{scopes}': {cause.GetType()} was thrown on the way. The inner exception says why.",
        status: null,
        isTransient: false,
        cause: cause);

    /// <summary>Text of the endpoint's, made safe to show: its length capped, only characters of RFC 6749 §5.2, the secret masked.</summary>
    public string? RemoteText(string? text, int maximum)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // Masked before it is cut, so that no half of the secret is left over.
        var masked = TokenRequest.FormsOfTheSecret(options).Aggregate(
            text, (masked, secret) => masked.Replace(secret, "***", StringComparison.OrdinalIgnoreCase));
        return string.Create(Math.Min(masked.Length, maximum), masked, static (safe, masked) =>
        {
            for (var i = 0; i < safe.Length; i++)
            {
                safe[i] = masked[i] is >= ' ' and <= '~' and not ('"' or '\\') ? masked[i] : '?';
            }
        });
    }

    private static bool IsJson(MediaTypeHeaderValue? contentType) =>
        contentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) ?? false;

    // RFC 6749 §5.2
    private static string Remedy(string? error) => error switch
    {
        "invalid_client" =>
            $"Check {nameof(Psd2Options.ClientId)} and {nameof(Psd2Options.ClientSecret)}, and that they belong to this environment.",
        "invalid_scope" => "Ask Aritma to allow these scopes to the client id, or correct the interface's [Psd2Scopes].",
        "unauthorized_client" or "unsupported_grant_type" => "Ask Aritma to allow the client credentials grant to the client id.",
        _ => $"Check {nameof(Psd2Options)} against what Aritma gave you.",
    };

    private Psd2TokenException Create(
        string message,
        HttpStatusCode? status,
        bool isTransient,
        string? error = null,
        string? description = null,
        Exception? cause = null) => new($"The token endpoint {endpointHost} {message}", cause)
        {
            Error = error,
            ErrorDescription = description,
            StatusCode = status,
            EndpointHost = endpointHost,
            Scopes = scopes.Scopes,
            IsTransient = isTransient,
        };
}
