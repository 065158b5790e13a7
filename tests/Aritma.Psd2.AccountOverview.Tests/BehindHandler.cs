using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.AccountOverview.Tests;

/// <summary>The application whose calls of the API pass a handler first. It reads the cookies of the application itself.</summary>
internal static class BehindHandler
{
    public static WebApplicationFactory<Program> Behind(this SampleApplication application, Func<DelegatingHandler> handler) =>
        application.WithWebHostBuilder(host => host.ConfigureServices(services =>
            services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(handler))));

    /// <summary>The application whose transactions are others than the sandbox has: some that it can't have.</summary>
    public static WebApplicationFactory<Program> WithTransactions(this SampleApplication application, string json) =>
        application.Behind(() => new Transactions(json));

    private sealed class Transactions(string json) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.EndsWith("/transactions", StringComparison.Ordinal)
                ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
                {
                    RequestMessage = request,
                    Content = new StringContent(json, mediaType: new("application/json")),
                })
                : base.SendAsync(request, cancellationToken);
    }
}
