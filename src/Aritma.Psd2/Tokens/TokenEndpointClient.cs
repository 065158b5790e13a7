using System.Net;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>Exchanges client credentials for access tokens, RFC 6749 §4.4: one request at a time, without retries.</summary>
internal sealed class TokenEndpointClient(
    string httpClientName, IHttpClientFactory httpClients, TokenTelemetry telemetry, TimeProvider time, ILogger<TokenEndpointClient> logger)
{
    private const int LongestLoggedScopes = 300;

    /// <exception cref="Psd2TokenException">No usable token came back. Nothing else is thrown.</exception>
    public async Task<CachedToken> RequestTokenAsync(TokenRequest request, CancellationToken budget)
    {
        var errors = new TokenErrors(request);
        var requestedAt = time.GetTimestamp();
        var requestedAtUtc = time.GetUtcNow();
        using var span = TokenTelemetry.StartRequest(request);
        try
        {
            // This runs the user's handlers, which may hang while callers wait.
            using var response = await AbandonableTask.RunAsync(cancelled => SendAsync(request, errors, cancelled), budget)
                .ConfigureAwait(false);
            var answer = request.IsAnswerTooLarge
                ? null
                : await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
            var token = Read(response, answer, request, errors);
            telemetry.EndRequest(span, request, requestedAt, null);
            return new CachedToken(
                new Psd2AccessToken(token.AccessToken!, request.Acquisition.Scopes.Scopes, requestedAtUtc + token.Lifetime),
                token.Lifetime,
                requestedAt,
                time);
        }
        catch (Exception failure)
        {
            var typed = failure switch
            {
                Psd2TokenException known => known,
                OperationCanceledException or HttpRequestException { InnerException: TimeoutException }
                    when budget.IsCancellationRequested => errors.TimedOut(request.Settings.Timeout, failure),
                HttpRequestException { InnerException: TimeoutException } => errors.TimedOut(request.SendLimit, failure),
                _ => errors.Unreachable(failure),
            };
            telemetry.EndRequest(span, request, requestedAt, typed);
            throw typed;
        }
    }

    private Task<HttpResponseMessage> SendAsync(TokenRequest request, TokenErrors errors, CancellationToken cancellationToken)
    {
        HttpClient client;
        try
        {
            client = httpClients.CreateClient(httpClientName);
        }
        catch (Exception failure)
        {
            // A wrong configuration of the client doesn't pass by itself.
            throw errors.NotCreated(failure);
        }

        client.Timeout = Timeout.InfiniteTimeSpan;

        // RFC 6749 §2.3: one way to authenticate. An application's default for all of its clients would be a second one.
        client.DefaultRequestHeaders.Authorization = null;
        return client.SendAsync(request.CreateMessage(), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private TokenResponse Read(HttpResponseMessage response, byte[]? answer, TokenRequest request, TokenErrors errors)
    {
        var (status, read) = (response.StatusCode, answer is null ? null : TokenResponse.Read(answer));
        switch (status)
        {
            case >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous:
                break;
            case >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest:
                throw errors.Redirected(status);
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw errors.Unavailable(status, read, RetryAfter.Of(response.Headers, time));
            default:
                throw errors.Refused(status, read);
        }

        if (answer is null)
        {
            throw errors.TooLarge(status, TokenSendHandler.LargestAnswer);
        }

        if (read is null)
        {
            throw errors.Unreadable(status, response.Content.Headers.ContentType);
        }

        if (string.IsNullOrEmpty(read.AccessToken) && read.Error is not null)
        {
            throw errors.Refused(status, read);
        }

        var scopes = request.Acquisition.Scopes;
        if (read.FindProblem(scopes) is { } problem)
        {
            throw errors.Unusable(status, problem);
        }

        if (read.ExtraScopes(scopes) is { } extraScopes)
        {
            logger.Try(logger => logger.ExtraScopesGranted(
                request.Settings.TokenEndpoint.Authority, scopes, errors.RemoteText(extraScopes, LongestLoggedScopes)));
        }

        return read;
    }
}
