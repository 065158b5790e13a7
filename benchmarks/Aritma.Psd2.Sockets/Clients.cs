using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Sockets;

/// <summary>Refit's generated clients, with connections of their own.</summary>
internal static class Clients
{
    public static ServiceProvider WithPsd2(Server server, HttpMessageHandler connections)
    {
        var services = new ServiceCollection();
        services
            .AddPsd2Clients(options =>
            {
                (options.TokenEndpoint, options.ApiBaseAddress) = (server.TokenEndpoint, server.ApiBaseAddress);
                (options.ClientId, options.ClientSecret) = ("id", "secret");
            })
            .ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => connections));
        return services.BuildServiceProvider();
    }

    public static ServiceProvider WithStaticHeader(Server server, HttpMessageHandler connections)
    {
        var services = new ServiceCollection();
        services
            .AddRefitGeneratedClient<IUnannotatedAccountsApi>()
            .ConfigureHttpClient(http => http.BaseAddress = server.ApiBaseAddress)
            .ConfigurePrimaryHttpMessageHandler(() => connections)
            .AddHttpMessageHandler(() => new StaticHeader());
        return services.BuildServiceProvider();
    }

    /// <summary>The same for all. This library follows no redirects, and not to follow them is cheaper.</summary>
    public static SocketsHttpHandler Connections() => new() { AllowAutoRedirect = false };

    private sealed class StaticHeader : DelegatingHandler
    {
        private readonly AuthenticationHeaderValue _header = new("Bearer", Server.Token(0));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = _header;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
