using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Aritma.Psd2.ColdStart;

/// <summary>Primary handlers that stand in for the API and the token endpoint, without a socket.</summary>
internal sealed class Stubs(bool suspend)
{
    public static Uri ApiBaseAddress { get; } = new("https://banking.dev.aritma.io/api/");

    public static Uri TokenEndpoint { get; } = new("https://id.dev.aritma.io/connect/token");

    public HttpMessageHandler Api() => new Stub("""{"accounts":[{"id":"1","iban":"NO9386011117947","currency":"NOK"}]}""", suspend);

    public HttpMessageHandler Token() =>
        new Stub($$"""{"access_token":"{{new string('t', 959)}}","expires_in":3600,"token_type":"Bearer"}""", suspend);

    private sealed class Stub(string json, bool suspend) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            suspend ? AnswerLaterAsync() : Task.FromResult(Answer());

        private async Task<HttpResponseMessage> AnswerLaterAsync()
        {
            await Task.Yield();
            return Answer();
        }

        private HttpResponseMessage Answer() => new(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
    }
}
