using System.Net;

namespace Aritma.Psd2.Benchmarks;

/// <summary>The primary handler of an API client. It answers at once, or as soon as <see cref="Answer"/> is called.</summary>
internal sealed class Connection : HttpMessageHandler
{
    private TaskCompletionSource<HttpResponseMessage>? _answer;

    public bool AnswersLater { get; set; }

    public void Answer() => _answer?.SetResult(new HttpResponseMessage(HttpStatusCode.OK));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!AnswersLater)
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }

        _answer = new TaskCompletionSource<HttpResponseMessage>();
        return _answer.Task;
    }
}
