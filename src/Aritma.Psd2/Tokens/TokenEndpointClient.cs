using System.Net;
using System.Net.Http.Headers;
using System.Text;
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
    private const int LargestBody = 64 * 1024;
    private const int LongestLoggedScopes = 300;

    /// <summary>The endpoint's host, with the port where it isn't the default one.</summary>
    public string Host => endpoint.Authority;

    /// <exception cref="Psd2TokenException">No usable token came back. Nothing else is thrown.</exception>
    public async Task<CachedToken> RequestTokenAsync(ScopeSet scopes)
    {
        var errors = new TokenErrors(Host, scopes, options);
        try
        {
            return await ExchangeAsync(scopes, errors).ConfigureAwait(false);
        }
        catch (Exception unexpected) when (unexpected is not Psd2TokenException)
        {
            throw errors.Unexpected(unexpected);
        }
    }

    private async Task<CachedToken> ExchangeAsync(ScopeSet scopes, TokenErrors errors)
    {
        var requestedAt = time.GetTimestamp();
        var requestedAtUtc = time.GetUtcNow();
        var answer = await AskAsync(scopes, errors).ConfigureAwait(false);
        var response = ReadToken(answer, scopes, errors);

        var extraScopes = string.Join(' ', response.ExtraScopes(scopes));
        if (extraScopes.Length > 0)
        {
            logger.ExtraScopesGranted(Host, scopes, errors.RemoteText(extraScopes, LongestLoggedScopes));
        }

        var token = new Psd2AccessToken(response.AccessToken!, scopes.Scopes, requestedAtUtc + response.Lifetime);
        return new CachedToken(token, response.Lifetime, requestedAt, time);
    }

    private async Task<Answer> AskAsync(ScopeSet scopes, TokenErrors errors)
    {
        using var timeLimit = new CancellationTokenSource(options.TokenRequestTimeout, time);
        try
        {
            // The limit holds even where a handler of the user's ignores it: callers wait for this.
            return await SendAsync(scopes, timeLimit.Token).WaitAsync(timeLimit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested)
        {
            throw errors.TimedOut(options.TokenRequestTimeout);
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or TimeoutException or IOException)
        {
            throw errors.Unreachable(lost);
        }
    }

    private async Task<Answer> SendAsync(ScopeSet scopes, CancellationToken timeLimit)
    {
        using var client = httpClients.CreateClient(httpClientName);
        client.Timeout = Timeout.InfiniteTimeSpan;

        // RFC 6749 §2.3: one way to authenticate. An application's default for all of its clients would be a second one.
        client.DefaultRequestHeaders.Authorization = null;

        using var request = TokenRequest.Create(options, endpoint, scopes);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeLimit).ConfigureAwait(false);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType,
            await ReadBodyAsync(response.Content, timeLimit).ConfigureAwait(false));
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContent content, CancellationToken timeLimit)
    {
        try
        {
            await content.LoadIntoBufferAsync(LargestBody, timeLimit).ConfigureAwait(false);
            return await content.ReadAsByteArrayAsync(timeLimit).ConfigureAwait(false);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return null;
        }
    }

    private static TokenResponse ReadToken(Answer answer, ScopeSet scopes, TokenErrors errors)
    {
        switch (answer.Status)
        {
            case >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous:
                break;
            case >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest:
                throw errors.Redirected(answer.Status);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw errors.Unavailable(answer.Status, ReadError(answer));
            default:
                throw errors.Refused(answer.Status, ReadError(answer));
        }

        if (answer.Body is null)
        {
            throw errors.TooLarge(answer.Status, LargestBody);
        }

        var response = Read(answer.Body, TokenJson.Default.TokenResponse) ?? throw errors.Unreadable(answer.Status, answer.ContentType);
        if (string.IsNullOrEmpty(response.AccessToken) && ReadError(answer) is { Error: not null } error)
        {
            throw errors.Refused(answer.Status, error);
        }

        return response.FindProblem(scopes) is { } problem ? throw errors.Unusable(answer.Status, problem) : response;
    }

    private static TokenErrorResponse ReadError(Answer answer) =>
        Read(answer.Body, TokenJson.Default.TokenErrorResponse) ?? new TokenErrorResponse();

    // A body that can't be read is never shown, not even in part: it may hold a token.
    private static T? Read<T>(byte[]? body, JsonTypeInfo<T> type)
        where T : class
    {
        var json = body.AsSpan();
        json = json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Status">The HTTP status.</param>
    /// <param name="ContentType">What the body is said to be.</param>
    /// <param name="Body">The body; null where it is larger than is read.</param>
    private sealed record Answer(HttpStatusCode Status, MediaTypeHeaderValue? ContentType, byte[]? Body);
}
