using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>Exchanges the client credentials of one registration for access tokens, RFC 6749 §4.4.</summary>
internal sealed class TokenEndpointClient(
    string httpClientName,
    Psd2Options options,
    Uri endpoint,
    IHttpClientFactory httpClients,
    TimeProvider time,
    ILogger<TokenEndpointClient> logger)
{
    private const int LargestAnswer = 64 * 1024;
    private const int LongestLoggedScopes = 300;

    /// <exception cref="Psd2TokenException">No usable token came back. Nothing else is thrown.</exception>
    public async Task<CachedToken> RequestTokenAsync(ScopeSet scopes)
    {
        var errors = new TokenErrors(endpoint.Authority, scopes, options.ClientSecret!);
        try
        {
            return await ExchangeAsync(scopes, errors).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var failure = exception as Psd2TokenException ?? errors.Unexpected(exception);
            logger.TokenRequestFailed(failure.Message);
            throw failure;
        }
    }

    private async Task<CachedToken> ExchangeAsync(ScopeSet scopes, TokenErrors errors)
    {
        var requestedAt = time.GetTimestamp();
        var requestedAtUtc = time.GetUtcNow();
        using var answer = await SendAsync(scopes, errors).ConfigureAwait(false);
        var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);

        if (!answer.IsSuccessStatusCode)
        {
            throw Failure(answer.StatusCode, body, errors);
        }

        var response = Read(body, TokenJson.Default.TokenResponse)
            ?? throw errors.Unreadable(answer.StatusCode, answer.Content.Headers.ContentType);
        if (response.FindProblem(scopes) is { } problem)
        {
            throw errors.Unusable(answer.StatusCode, problem);
        }

        var extraScopes = string.Join(' ', response.ExtraScopes(scopes));
        if (extraScopes.Length > 0)
        {
            logger.ExtraScopesGranted(endpoint.Authority, scopes, errors.RemoteText(extraScopes, LongestLoggedScopes));
        }

        logger.TokenFetched(scopes, endpoint.Authority, (long)response.Lifetime.TotalSeconds);
        var token = new Psd2AccessToken(response.AccessToken!, scopes.Scopes, requestedAtUtc + response.Lifetime);
        return new CachedToken(token, response.Lifetime, requestedAt, time);
    }

    private async Task<HttpResponseMessage> SendAsync(ScopeSet scopes, TokenErrors errors)
    {
        using var timeLimit = new CancellationTokenSource(options.TokenRequestTimeout, time);
        using var request = TokenRequest.Create(options, endpoint, scopes);
        using var client = httpClients.CreateClient(httpClientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.MaxResponseContentBufferSize = LargestAnswer;
        try
        {
            // The limit holds even where a handler of the user's ignores it: callers wait for this task.
            return await client.SendAsync(request, timeLimit.Token).WaitAsync(timeLimit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested)
        {
            throw errors.TimedOut(options.TokenRequestTimeout);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw errors.TooLarge(LargestAnswer, tooLarge);
        }
        catch (HttpRequestException unreachable)
        {
            throw errors.Unreachable(unreachable);
        }
    }

    private static Psd2TokenException Failure(HttpStatusCode status, byte[] body, TokenErrors errors)
    {
        var response = Read(body, TokenJson.Default.TokenErrorResponse) ?? new TokenErrorResponse();
        return status switch
        {
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => errors.Redirected(status),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                errors.Unavailable(status, response),
            _ => errors.Refused(status, response),
        };
    }

    // A body that can't be read is never shown, not even in part: it may hold a token.
    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
