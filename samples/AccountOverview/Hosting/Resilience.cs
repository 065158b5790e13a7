using System.Net;
using Aritma.Psd2;
using Microsoft.Extensions.Http.Resilience;
using Polly.Timeout;

namespace AccountOverview.Hosting;

internal static class Resilience
{
    /// <summary>The standard handler, tuned for a user who is waiting.</summary>
    public static void AddResilience(this Psd2Builder psd2) =>
        psd2.ConfigureClients(client => client.AddStandardResilienceHandler(Configure));

    private static void Configure(HttpStandardResilienceOptions options)
    {
        // What creates something isn't repeated here: the client repeats POST /consents itself, with the same Idempotency-Key.
        options.Retry.DisableForUnsafeHttpMethods();
        options.Retry.MaxRetryAttempts = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.ShouldRetryAfterHeader = false;

        // A limit lasts longer than a user waits.
        var isTransient = options.Retry.ShouldHandle;
        options.Retry.ShouldHandle = async outcome =>
            outcome.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests && await isTransient(outcome);

        // All banks are behind one API: one that answers with errors must not shut the others off. That the API can't be reached may.
        // A user who leaves, which cancels a call, says nothing about it.
        options.CircuitBreaker.ShouldHandle = outcome =>
            ValueTask.FromResult(outcome.Outcome.Exception is HttpRequestException or TimeoutRejectedException);

        // Banks are slow, and a token may have to be requested first, for which appsettings.json allows 10 s (TokenRequestTimeout).
        options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(15);
        options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(40);
    }
}
