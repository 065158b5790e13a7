using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>Notes its name and lets the request pass.</summary>
internal sealed class Passing(string name, List<string> seen) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        seen.Add(name);
        return base.SendAsync(request, cancellationToken);
    }
}

public sealed class HandlerOrderTests
{
    [Fact]
    public async Task A_handler_added_after_configuration_stays_inside_of_the_users()
    {
        List<string> seen = [];
        var services = new ServiceCollection();
        var client = services.AddRefitGeneratedClient<IRegisteredApi>().At(Client.Address).Over(new Primary());
        services.PostConfigure<HttpClientFactoryOptions>(
            client.Name,
            options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Passing("ours", seen))));
        client.AddHttpMessageHandler(() => new Passing("user's, later", seen));
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Passing("user's default", seen)));

        await services.Resolve<IRegisteredApi>().GetAsync();

        Assert.Equal(["user's default", "user's, later", "ours"], seen);
    }
}
