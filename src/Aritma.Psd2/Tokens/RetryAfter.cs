using System.Net.Http.Headers;

namespace Aritma.Psd2.Tokens;

/// <summary>The Retry-After header, RFC 9110 §10.2.3: seconds, or a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } remaining ? remaining : TimeSpan.Zero,
        _ => null,
    };
}
