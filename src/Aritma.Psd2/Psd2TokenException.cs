using System.Net;

namespace Aritma.Psd2;

/// <summary>
/// No access token could be obtained, so the API was not called. Holds neither the client secret nor a token.
/// </summary>
/// <remarks>
/// Refit wraps what a handler throws: for a method that returns <c>Task&lt;T&gt;</c> this exception is the
/// <see cref="Exception.InnerException"/> of an <c>ApiRequestException</c>, for <c>ApiResponse&lt;T&gt;</c> that of its
/// <c>Error</c>. <see cref="FindIn"/> finds it in either.
/// </remarks>
public sealed class Psd2TokenException : Exception
{
    /// <summary>Creates an exception, for tests of code that handles it.</summary>
    /// <param name="message">What went wrong, and the remedy.</param>
    /// <param name="innerException">Its cause, if any.</param>
    public Psd2TokenException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// The <c>error</c> code of the token endpoint (RFC 6749 §5.2), such as <c>invalid_client</c>; null where it sent none.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>
    /// The <c>error_description</c> of the token endpoint, cut to a few hundred of the characters that RFC 6749 §5.2 allows; null
    /// where it sent none.
    /// </summary>
    public string? ErrorDescription { get; init; }

    /// <summary>The HTTP status of the token endpoint's last answer; null where there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The token endpoint's host, with the port where it isn't the default one; null where none was involved.</summary>
    public string? EndpointHost { get; init; }

    /// <summary>The scopes that were asked for, as declared.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>
    /// Whether the same call may succeed later without a change to the configuration: the endpoint was unreachable, too slow,
    /// overloaded (429) or broken (408, 5xx), or a credentials provider failed.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// How long no other token is requested for these scopes: as long as the endpoint's <c>Retry-After</c> asks (RFC 9110 §10.2.3, at
    /// most an hour), else a pause that grows with each failure. Calls made until then get this failure at once; with a credentials
    /// provider, until that is asked again. A change of the options ends it. Null where the exception isn't from a token request, or the
    /// options changed during the request.
    /// </summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Finds the exception of this type in an exception and its inner exceptions, all those of an <see cref="AggregateException"/>;
    /// null if there is none.
    /// </summary>
    /// <param name="exception">What was caught, or the <c>Error</c> of an <c>ApiResponse&lt;T&gt;</c>.</param>
    public static Psd2TokenException? FindIn(Exception? exception)
    {
        while (exception is not null and not Psd2TokenException)
        {
            if (exception is AggregateException several)
            {
                return several.InnerExceptions.Select(FindIn).FirstOrDefault(found => found is not null);
            }

            exception = exception.InnerException;
        }

        return (Psd2TokenException?)exception;
    }

    /// <summary>A copy for one of the callers that shared a token request: an exception object belongs to one stack.</summary>
    internal Psd2TokenException ForOneCaller(TimeSpan? retryAfter) => new(Message, InnerException)
    {
        Error = Error,
        ErrorDescription = ErrorDescription,
        StatusCode = StatusCode,
        EndpointHost = EndpointHost,
        Scopes = Scopes,
        IsTransient = IsTransient,
        RetryAfter = retryAfter,
    };
}
