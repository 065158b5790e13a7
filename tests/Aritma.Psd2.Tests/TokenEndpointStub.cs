using System.Net;
using System.Text;

namespace Aritma.Psd2.Tests;

/// <summary>The primary handler of a token client: records what it gets and answers as a test says.</summary>
internal sealed class TokenEndpointStub : HttpMessageHandler
{
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private int _issued;

    public List<RecordedRequest> Requests { get; } = [];

    public Func<int, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = (number, _) =>
        Task.FromResult(Token($"token-{number}"));

    /// <summary>Ends when so many requests have arrived.</summary>
    public Task ReceivedAsync(int count)
    {
        lock (Requests)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, reached));
            NoteReached();
            return reached.Task;
        }
    }

    public static HttpResponseMessage Token(string token, int expiresIn = 3600) => Json(
        $$"""{"access_token":"{{token}}","expires_in":{{expiresIn}},"token_type":"Bearer"}""");

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        Body(body, "application/json", status);

    public static HttpResponseMessage Body(string body, string contentType, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, contentType) };

    /// <summary>Answers each request with a copy of this.</summary>
    public void Answers(HttpResponseMessage response)
    {
        var body = new MemoryStream();
        response.Content.CopyTo(body, null, CancellationToken.None);
        Answer = (_, _) =>
        {
            var copy = new HttpResponseMessage(response.StatusCode) { Content = new ByteArrayContent(body.ToArray()) };
            foreach (var (name, values) in response.Headers)
            {
                copy.Headers.TryAddWithoutValidation(name, values);
            }

            foreach (var (name, values) in response.Content.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values);
            }

            return Task.FromResult(copy);
        };
    }

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
            NoteReached();
        }

        return await Answer(Interlocked.Increment(ref _issued), cancellationToken);
    }

    private void NoteReached() => _awaited.ForEach(awaited =>
    {
        if (Requests.Count >= awaited.Count)
        {
            awaited.Reached.TrySetResult();
        }
    });

    internal sealed record RecordedRequest(Uri Address, string? Authorization, string Accept, string ContentType, string Body);
}
