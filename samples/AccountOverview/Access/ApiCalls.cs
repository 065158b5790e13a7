using System.Collections.Concurrent;

namespace AccountOverview.Access;

/// <summary>Counts the calls of each client, and keeps the last failures, for the page Access alone: telemetry has its own.</summary>
internal sealed class ApiCalls(TimeProvider time)
{
    private const int KeptFailures = 10;

    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ConcurrentQueue<FailedCall> _failures = new();

    public long CountOf(string httpClientName) => _counts.GetValueOrDefault(httpClientName);

    /// <summary>The latest first.</summary>
    public IReadOnlyList<FailedCall> Failures => [.. _failures.Reverse()];

    /// <summary>A handler for the outside of a client's pipeline: a call that is repeated inside of it counts once.</summary>
    public DelegatingHandler Counting(string httpClientName) => new Handler(this, httpClientName);

    // Without path and message, which may contain account data.
    private void AddFailure(string httpClientName, string reason)
    {
        _failures.Enqueue(new(time.GetUtcNow(), httpClientName, reason));
        while (_failures.Count > KeptFailures)
        {
            _failures.TryDequeue(out _);
        }
    }

    private sealed class Handler(ApiCalls calls, string httpClientName) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            calls._counts.AddOrUpdate(httpClientName, 1, (_, count) => count + 1);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (!response.IsSuccessStatusCode)
                {
                    calls.AddFailure(httpClientName, $"{(int)response.StatusCode} {response.ReasonPhrase}");
                }

                return response;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                calls.AddFailure(httpClientName, exception.GetType().Name);
                throw;
            }
        }
    }
}

/// <param name="At">When it failed.</param>
/// <param name="HttpClientName">The client.</param>
/// <param name="Reason">The status, or the type of the exception.</param>
internal sealed record FailedCall(DateTimeOffset At, string HttpClientName, string Reason);
