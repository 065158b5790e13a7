using System.Net;
using System.Text;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>A primary handler in place of the network: keeps the requests and answers as told.</summary>
internal sealed class Primary(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<HttpRequestMessage> Requests { get; } = [];

    /// <summary>The only request.</summary>
    public HttpRequestMessage Request => Assert.Single(Requests);

    public static Primary Answering(string content, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(_ => Response(content, status, type));

    public static Primary Throwing(Exception exception) => new(_ => throw exception);

    /// <summary>While it sends, the caller gives up.</summary>
    public static Primary Cancelling(CancellationTokenSource caller) => new(_ =>
    {
        caller.Cancel();
        throw new OperationCanceledException(caller.Token);
    });

    public static HttpResponseMessage Response(
        string content, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        new(status) { Content = new StringContent(content, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Requests.Add(request);
        var response = answer(request);
        response.RequestMessage = request;
        return response;
    }
}
