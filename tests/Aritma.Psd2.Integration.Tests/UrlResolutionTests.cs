using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Integration.Tests;

[Psd2Scopes(Psd2Scope.ChannelPsd2)]
internal interface IRoutesApi
{
    [Get("/banks")]
    Task<string> GetWithSlashAsync();

    [Get("banks")]
    Task<string> GetWithoutSlashAsync();
}

public class UrlResolutionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task The_path_of_the_base_address_is_kept_in_both_ways_that_Refit_resolves_routes(string end)
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();

        await CallAsync(UrlResolutionMode.RefitLegacy, routes => routes.GetWithSlashAsync());
        await CallAsync(UrlResolutionMode.Rfc3986, routes => routes.GetWithoutSlashAsync());

        Assert.Equal(["/api/banks", "/api/banks"], sandbox.ApiRequests.Select(request => request.PathAndQuery));

        async Task CallAsync(UrlResolutionMode mode, Func<IRoutesApi, Task> call)
        {
            var services = new ServiceCollection();
            services.AddPsd2Clients(
                options =>
                {
                    sandbox.Configure(options);
                    options.ApiBaseAddress = new Uri(sandbox.ApiBaseAddress.AbsoluteUri + end);
                },
                refitSettings: _ => new RefitSettings { UrlResolution = mode });
            await using var provider = services.BuildServiceProvider();
            await call(provider.GetRequiredService<IRoutesApi>());
        }
    }
}
