using System.Collections.Concurrent;
using System.Net;

namespace Aritma.Psd2.Tests;

/// <summary>The primary handler of an API client: records the Authorization header as it would go out.</summary>
internal sealed class ApiStub : HttpMessageHandler
{
    public ConcurrentQueue<(Uri Address, string? Authorization)> Requests { get; } = new();

    public Func<HttpRequestMessage, Task<HttpResponseMessage>> Answer { get; set; } = _ =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(
            (request.RequestUri!, request.Headers.TryGetValues("Authorization", out var values) ? string.Join(',', values) : null));
        return Answer(request).WaitAsync(cancellationToken);
    }
}
