using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Aritma.Psd2.Benchmarks;

/// <summary>The primary handler of a token client: issues tokens of a usual length, for a year.</summary>
internal sealed class TokenEndpoint : HttpMessageHandler
{
    public static string Token { get; } = new('t', 959);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(
                $$"""{"access_token":"{{Token}}","expires_in":31536000,"token_type":"Bearer"}"""))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        });
}
