using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.ColdStart;

/// <summary>This library, registered by its generated method.</summary>
internal static class Psd2
{
    public static void Register(IServiceCollection services, Stubs stubs) => services
        .AddPsd2Clients(options =>
        {
            (options.TokenEndpoint, options.ApiBaseAddress) = (Stubs.TokenEndpoint, Stubs.ApiBaseAddress);
            (options.ClientId, options.ClientSecret) = ("id", "secret");
        })
        .ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(stubs.Api))
        .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(stubs.Token));
}
