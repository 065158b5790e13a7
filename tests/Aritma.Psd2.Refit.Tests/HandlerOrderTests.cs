using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public sealed class HandlerOrderTests
{
    private readonly List<string> _seen = [];
    private readonly ServiceCollection _services = [];

    [Fact]
    public async Task A_handler_of_PostConfigure_stands_between_the_users_and_Refits_authorization_handler()
    {
        var settings = new RefitSettings
        {
            AuthorizationHeaderValueGetter = (_, _) =>
            {
                _seen.Add("Refit's");
                return new("token");
            },
            HttpMessageHandlerFactory = () => new Primary(_ =>
            {
                _seen.Add("primary");
                return Primary.Response("");
            }),
        };
        var client = _services.AddClient<IPlainApi>(settings);
        client.AddOurs(new Passing(request =>
        {
            _seen.Add("ours");

            // Without one, Refit's handler has nothing to do.
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "ours");
        }));
        client.AddHttpMessageHandler(() => new Passing(_ => _seen.Add("user's, added later")));
        _services.ConfigureHttpClientDefaults(clients =>
            clients.AddHttpMessageHandler(() => new Passing(_ => _seen.Add("user's, of all clients"))));

        await _services.Resolve<IPlainApi>().GetAsync();

        Assert.Equal(["user's, of all clients", "user's, added later", "ours", "Refit's", "primary"], _seen);
    }

    [Fact]
    public void Without_settings_the_primary_handler_is_an_HttpClientHandler() =>
        Assert.Equal(typeof(HttpClientHandler), PrimaryHandlerWith(settings: null).GetType());

    [Fact]
    public void Refits_authorization_handler_is_part_of_the_primary_handler()
    {
        var primary = PrimaryHandlerWith(new RefitSettings { AuthorizationHeaderValueGetter = (_, _) => new("token") });

        Assert.IsType<HttpClientHandler>(Assert.IsType<DelegatingHandler>(primary, exactMatch: false).InnerHandler);
    }

    private HttpMessageHandler PrimaryHandlerWith(RefitSettings? settings)
    {
        HttpMessageHandler? primary = null;
        _services.AddClient<IPlainApi>(settings).ConfigureHandlersLast(handlers => primary = handlers.PrimaryHandler);
        _services.Resolve<IPlainApi>();
        return primary!;
    }
}
