using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>Exchanges client credentials for access tokens, RFC 6749 §4.4: one request at a time, without retries.</summary>
internal sealed class TokenEndpointClient(
    string httpClientName, IHttpClientFactory httpClients, TokenTelemetry telemetry, TimeProvider time, ILogger<TokenEndpointClient> logger)
{
    /// <summary>The part of the time limit that one request may take, so that one which hangs can be repeated.</summary>
    private const int RequestsInLimit = 3;

    private const int LargestBody = 64 * 1024;
    private const int LongestLoggedScopes = 300;

    /// <exception cref="Psd2TokenException">No usable token came back. Nothing else is thrown.</exception>
    public async Task<CachedToken> RequestTokenAsync(TokenRequest request, CancellationToken budget)
    {
        var errors = new TokenErrors(request.Settings, request.Fetch.Scopes, request);
        using var measured = telemetry.StartRequest(request);
        try
        {
            var token = await ExchangeAsync(request, errors, budget).ConfigureAwait(false);
            measured.Succeeded();
            return token;
        }
        catch (Exception failure)
        {
            var typed = failure as Psd2TokenException ?? errors.Unexpected(failure);
            measured.Failed(typed);
            throw typed;
        }
    }

    private async Task<CachedToken> ExchangeAsync(TokenRequest request, TokenErrors errors, CancellationToken budget)
    {
        var scopes = request.Fetch.Scopes;
        var requestedAt = time.GetTimestamp();
        var requestedAtUtc = time.GetUtcNow();
        var answer = await AskAsync(request, errors, budget).ConfigureAwait(false);
        var response = ReadToken(answer, scopes, errors);

        var extraScopes = string.Join(' ', response.ExtraScopes(scopes));
        if (extraScopes.Length > 0)
        {
            logger.Try(logger => logger.ExtraScopesGranted(
                request.Settings.Endpoint.Authority, scopes, errors.RemoteText(extraScopes, LongestLoggedScopes)));
        }

        var token = new Psd2AccessToken(response.AccessToken!, scopes.Scopes, requestedAtUtc + response.Lifetime);
        return new CachedToken(token, response.Lifetime, requestedAt, time);
    }

    private async Task<Answer> AskAsync(TokenRequest request, TokenErrors errors, CancellationToken budget)
    {
        using var requestLimit = new CancellationTokenSource(request.Settings.Timeout / RequestsInLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(requestLimit.Token, budget);
        try
        {
            // Handlers of the user's are among it, and callers wait for this.
            return await ForeignCode.RunAsync(cancelled => SendAsync(request, errors, cancelled), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw errors.TimedOut();
        }
        catch (Exception lost) when (lost is not Psd2TokenException)
        {
            // What a handler of the user's throws passes by itself too: its time-out, its open circuit.
            throw errors.Unreachable(lost);
        }
    }

    private async Task<Answer> SendAsync(TokenRequest request, TokenErrors errors, CancellationToken limit)
    {
        using var client = CreateClient(errors);
        using var message = request.CreateMessage();
        using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit).ConfigureAwait(false);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType,
            RetryAfter.Of(response.Headers, time),
            await ReadBodyAsync(response.Content, limit).ConfigureAwait(false));
    }

    private HttpClient CreateClient(TokenErrors errors)
    {
        try
        {
            var client = httpClients.CreateClient(httpClientName);
            client.Timeout = Timeout.InfiniteTimeSpan;

            // RFC 6749 §2.3: one way to authenticate. An application's default for all of its clients would be a second one.
            client.DefaultRequestHeaders.Authorization = null;
            return client;
        }
        catch (Exception failure)
        {
            // A wrong configuration of the client doesn't pass by itself.
            throw errors.Unexpected(failure);
        }
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
                throw errors.Unavailable(answer.Status, ReadError(answer), answer.RetryAfter);
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
    /// <param name="RetryAfter">How long the endpoint wants to be left alone.</param>
    /// <param name="Body">The body; null where it is larger than is read.</param>
    private sealed record Answer(HttpStatusCode Status, MediaTypeHeaderValue? ContentType, TimeSpan? RetryAfter, byte[]? Body);
}
