using System.Net;
using System.Text;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>A primary handler in place of the network: keeps the last request and answers as told.</summary>
internal sealed class Primary(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public Primary()
        : this(static _ => Json("{}"))
    {
    }

    public HttpRequestMessage Request { get; private set; } = null!;

    public string? Body { get; private set; }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static Primary Throwing(Exception exception) => new(_ => throw exception);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Request = request;
        Body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var response = answer(request);
        response.RequestMessage = request;
        return response;
    }
}
