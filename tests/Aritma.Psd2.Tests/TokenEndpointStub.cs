using System.Net;
using System.Text;

namespace Aritma.Psd2.Tests;

/// <summary>The primary handler of a token client: records what it gets and answers as a test says.</summary>
internal sealed class TokenEndpointStub : HttpMessageHandler
{
    private int _issued;

    public List<RecordedRequest> Requests { get; } = [];

    public Func<int, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = (number, _) => Task.FromResult(Token($"token-{number}"));

    public static HttpResponseMessage Token(string token, int expiresIn = 3600) => Json(
        $$"""{"access_token":"{{token}}","expires_in":{{expiresIn}},"token_type":"Bearer"}""");

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => Body(body, "application/json", status);

    public static HttpResponseMessage Body(string body, string contentType, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, contentType) };

    public void Answers(HttpResponseMessage response) => Answer = (_, _) => Task.FromResult(response);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recorded = new RecordedRequest(
            request.RequestUri!,
            request.Headers.Authorization?.ToString(),
            request.Headers.Accept.ToString(),
            request.Content!.Headers.ContentType!.ToString(),
            await request.Content.ReadAsStringAsync(cancellationToken));
        lock (Requests)
        {
            Requests.Add(recorded);
        }

        return await Answer(Interlocked.Increment(ref _issued), cancellationToken);
    }

    internal sealed record RecordedRequest(Uri Address, string? Authorization, string Accept, string ContentType, string Body);
}
