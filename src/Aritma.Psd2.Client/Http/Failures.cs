using System.Net;
using System.Text.Json;

namespace Aritma.Psd2.Client.Http;

/// <summary>Turns what goes wrong with a call into the exception that its caller sees.</summary>
internal sealed class Failures(TimeProvider timeProvider)
{
    /// <summary>Of an answer that is no success, or is empty; null for one that can be read.</summary>
    public async ValueTask<Exception?> OfAnswerAsync(HttpResponseMessage response) =>
        !response.IsSuccessStatusCode ? await OfRefusalAsync(response).ConfigureAwait(false)
        // Refit would give the caller null for it.
        : AnswerBody.IsEmpty(response) ? Unreadable(response, new JsonException("The answer is empty."))
        : null;

    /// <summary>Of a success that can't be read.</summary>
    public static ValueTask<Exception?> OfReadingAsync(HttpResponseMessage response, Exception exception) =>
        new(Unreadable(response, exception));

    /// <summary>Of a call that got no answer, or not the whole of it.</summary>
    public static Exception OfSending(HttpRequestMessage request, Exception exception, CancellationToken cancellationToken)
    {
        if (Psd2TokenException.FindIn(exception) is { } noToken)
        {
            return noToken;
        }

        var isTimeout = exception is TimeoutException or OperationCanceledException { InnerException: TimeoutException };
        if (!isTimeout && exception is not (HttpRequestException or IOException) && !IsOfResilience(exception))
        {
            // The caller's own: cancelled, a call that must not be sent, or a handler's mistake.
            return exception;
        }

        var operation = Operation.Of(request);
        var wasSent = exception is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError,
        };
        var what = wasSent
            ? $"got no whole answer{(isTimeout ? " in time" : "")}. Whether the API carried it out isn't known."
            : $"was not sent: {request.RequestUri?.Authority} can't be reached. Check ApiBaseAddress, the network and the proxy.";
        return new Psd2ApiException($"{operation} {what}", exception)
        {
            Operation = operation.Name,
            ConsentId = Operation.ConsentIdOf(request),
            IsTransient = true,
            IsOutcomeUnknown = wasSent,
        };
    }

    /// <summary>A resilience handler's time-out, or its refusal to send. Told by name, as nothing here references Polly.</summary>
    private static bool IsOfResilience(Exception exception) =>
        exception.GetType().Namespace?.StartsWith("Polly", StringComparison.Ordinal) == true;

    private async Task<Exception> OfRefusalAsync(HttpResponseMessage response)
    {
        var request = response.RequestMessage!;
        var operation = Operation.Of(request);
        var status = response.StatusCode;
        var consentId = Operation.ConsentIdOf(request);
        var isConsentProblem = consentId is not null && IsConsentProblem(request, response);
        var retryAfter = RetryAfterOf(response);
        var remedy = isConsentProblem ? " The consent can't be used, or isn't known: read its status, and ask its user again."
            : retryAfter is { } pause ? $" It may be repeated after {pause.TotalSeconds:0} s."
            : status == HttpStatusCode.Unauthorized
                ? " It rejects fresh tokens: check that it and the token endpoint belong to one environment, and to this client."
            : (int)status is >= 300 and < 400 ? " Redirects aren't followed: check ApiBaseAddress."
            : "";
        var problem = await AnswerBody.ReadProblemAsync(response).ConfigureAwait(false);
        var more = problem is null ? "" : " What the API says is in Problem.";
        return new Psd2ApiException($"{operation} was answered with {(int)status} ({status}).{remedy}{more}")
        {
            Operation = operation.Name,
            StatusCode = status,
            Problem = problem,
            RetryAfter = retryAfter,
            ConsentId = consentId,
            IsConsentProblem = isConsentProblem,
            IsTransient = status
                is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        };
    }

    private static Psd2ApiException Unreadable(HttpResponseMessage response, Exception exception)
    {
        var request = response.RequestMessage!;
        var operation = Operation.Of(request);
        var cause = WithoutQuotes(exception);
        var path = (cause as JsonException)?.Path ?? "$";
        var type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        return new(
            $"The answer to {operation} can't be read at {path} (status {(int)response.StatusCode}, {type}).{ByProxy(type)}", cause)
        {
            Operation = operation.Name,
            StatusCode = response.StatusCode,
            JsonPath = path,
            ConsentId = Operation.ConsentIdOf(request),
        };
    }

    private static string ByProxy(string type) => type == "text/html" ? " Perhaps a proxy answered, or ApiBaseAddress is wrong." : "";

    /// <summary>
    /// The message on text that is no JSON quotes the rest of it after a t, an f or an n, and its path may name a member that is unknown
    /// here: both are the end user's.
    /// </summary>
    private static Exception WithoutQuotes(Exception exception) => exception is JsonException { InnerException: JsonException } broken
        ? new JsonException("The JSON is broken.", "$", broken.LineNumber, broken.BytePositionInLine)
        : exception;

    /// <summary>Of a call that uses a consent, or is about one.</summary>
    private static bool IsConsentProblem(HttpRequestMessage request, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Forbidden => !response.Headers.WwwAuthenticate
            .Any(challenge => challenge.Parameter?.Contains("insufficient_scope", StringComparison.Ordinal) == true),
        HttpStatusCode.NotFound => Operation.TemplateOf(request).StartsWith("/consents/", StringComparison.Ordinal),
        _ => false,
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > timeProvider.GetUtcNow() ? date - timeProvider.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
