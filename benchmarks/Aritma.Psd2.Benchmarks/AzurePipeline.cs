using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Aritma.Psd2.Benchmarks;

/// <summary>Azure.Core's pipeline with its defaults but for logging, with and without its bearer token policy.</summary>
internal sealed class AzurePipeline(HttpMessageHandler connection)
{
    private readonly HttpPipeline _plain = Build(connection);
    private readonly HttpPipeline _authorized = Build(connection, new BearerTokenAuthenticationPolicy(new IssuedToken(), "scope"));

    public async Task<Response> CallAsync(bool authorized)
    {
        var pipeline = authorized ? _authorized : _plain;
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(Clients.Address);
        await pipeline.SendAsync(message, CancellationToken.None);
        return message.Response;
    }

    private static HttpPipeline Build(HttpMessageHandler connection, params HttpPipelinePolicy[] policies)
    {
        var options = new Options { Transport = new HttpClientTransport(new HttpClient(connection)) };
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return HttpPipelineBuilder.Build(options, policies);
    }

    private sealed class Options : ClientOptions;

    private sealed class IssuedToken : TokenCredential
    {
        private readonly AccessToken _token = new(TokenEndpoint.Token, DateTimeOffset.MaxValue);

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => _token;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(_token);
    }
}
