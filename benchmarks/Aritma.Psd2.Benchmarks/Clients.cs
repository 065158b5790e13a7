using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Benchmarks;

/// <summary>Clients from IHttpClientFactory that differ in what sets their Authorization header only.</summary>
internal static class Clients
{
    private const string Name = "api";

    public static Uri Address { get; } = new("https://banking.dev.aritma.io/api/accounts");

    public static ServiceProvider Bare(HttpMessageHandler connection) => Build(connection, (_, _) => { });

    public static ServiceProvider StaticHeader(HttpMessageHandler connection) =>
        Build(connection, (_, client) => client.AddHttpMessageHandler(() => new StaticHeaderHandler()));

    public static ServiceProvider AwaitedStaticHeader(HttpMessageHandler connection) =>
        Build(connection, (_, client) => client.AddHttpMessageHandler(() => new AwaitedStaticHeaderHandler()));

    public static ServiceProvider Msal(HttpMessageHandler connection) =>
        Build(connection, (_, client) => client.AddHttpMessageHandler(() => new MsalHandler()));

    public static ServiceProvider Psd2(HttpMessageHandler connection, TimeProvider? time = null) => Build(connection, (services, client) =>
    {
        client.AddPsd2Token(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead);
        services
            .AddSingleton(time ?? TimeProvider.System)
            .AddPsd2(options =>
            {
                options.Environment = Psd2Environment.Development;
                options.ClientId = "id";
                options.ClientSecret = "secret";
            })
            .ConfigureTokenClient(token => token.ConfigurePrimaryHttpMessageHandler(() => new TokenEndpoint()).RemoveAllLoggers());
    });

    public static HttpClient Create(ServiceProvider services) => services.GetRequiredService<IHttpClientFactory>().CreateClient(Name);

    private static ServiceProvider Build(HttpMessageHandler connection, Action<IServiceCollection, IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services, services.AddHttpClient(Name).ConfigurePrimaryHttpMessageHandler(() => connection).RemoveAllLoggers());
        return services.BuildServiceProvider();
    }

    /// <summary>The floor: what any handler that authorizes a call has to do.</summary>
    private sealed class StaticHeaderHandler : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue _header = new("Bearer", TokenEndpoint.Token);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = _header;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>The least that a handler does which looks at the answer as well: an async method.</summary>
    private sealed class AwaitedStaticHeaderHandler : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue _header = new("Bearer", TokenEndpoint.Token);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = _header;
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
