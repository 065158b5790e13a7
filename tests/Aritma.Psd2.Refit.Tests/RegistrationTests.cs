using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public interface IRegisteredApi
{
    [Get("/registered")]
    Task<string> GetAsync();
}

#pragma warning disable RF006 // the open interface is never a client itself
public interface ICrud<TItem, in TKey>
{
    [Get("/crud/{key}")]
    Task<TItem> GetAsync(TKey key);
}
#pragma warning restore RF006

public interface IClosedCrud : ICrud<string, int>;

internal interface IInternalApi
{
    [Get("/internal")]
    Task<string> GetAsync();
}

public sealed class RegistrationTests
{
    private readonly Primary _primary = new(request => Primary.Json(request.RequestUri!.AbsoluteUri));
    private readonly ServiceCollection _services = [];

    internal interface INestedApi
    {
        [Get("/nested")]
        Task<string> GetAsync();
    }

    [Fact]
    public async Task Internal_and_nested_interfaces_are_clients()
    {
        Assert.Equal("https://api.test/v1/internal", await Client.Over<IInternalApi>(_primary).GetAsync());
        Assert.Equal("https://api.test/v1/nested", await Client.Over<INestedApi>(_primary).GetAsync());
    }

    [Fact]
    public async Task An_interface_that_closes_a_generic_one_is_a_client() =>
        Assert.Equal("https://api.test/v1/crud/5", await Client.Over<IClosedCrud>(_primary).GetAsync(5));

    [Fact]
    public void A_client_is_transient()
    {
        _services.AddRefitGeneratedClient<IRegisteredApi>();
        using var provider = _services.BuildServiceProvider();

        Assert.NotSame(provider.GetRequiredService<IRegisteredApi>(), provider.GetRequiredService<IRegisteredApi>());
        Assert.Equal(ServiceLifetime.Transient, _services.Single(service => service.ServiceType == typeof(IRegisteredApi)).Lifetime);
    }

    [Fact]
    public async Task A_client_uses_the_named_http_client()
    {
        Assert.Equal("name", _services.AddRefitGeneratedClient<IRegisteredApi>(settings: null, httpClientName: "name").Name);
        _services.AddHttpClient("name").At("https://named.test").Over(_primary);

        Assert.Equal("https://named.test/registered", await _services.Resolve<IRegisteredApi>().GetAsync());
    }

    [Fact]
    public async Task The_last_settings_of_an_interface_hold_for_all_its_registrations()
    {
        _services.AddRefitGeneratedClient<IRegisteredApi>(_ => Answering("first"), "a").At("https://a.test");
        _services.AddRefitGeneratedClient<IRegisteredApi>(_ => Answering("last"), "b").At("https://b.test");
        using var provider = _services.BuildServiceProvider();

        foreach (var api in provider.GetServices<IRegisteredApi>())
        {
            Assert.Equal("last", await api.GetAsync());
        }
    }

    [Fact]
    public async Task The_settings_are_made_once()
    {
        var made = 0;
        _services.AddRefitGeneratedClient<IRegisteredApi>(_ => Answering($"{++made}")).At(Client.Address);
        using var provider = _services.BuildServiceProvider();

        Assert.Equal("1", await provider.GetRequiredService<IRegisteredApi>().GetAsync());
        Assert.Equal("1", await provider.GetRequiredService<IRegisteredApi>().GetAsync());
    }

    [Fact]
    public async Task The_primary_handler_of_the_settings_wins_over_the_defaults()
    {
        _services.ConfigureHttpClientDefaults(http => http.Over(new Primary(_ => Primary.Json("default"))));
        _services.AddRefitGeneratedClient<IRegisteredApi>(_ => Answering("settings")).At(Client.Address);

        Assert.Equal("settings", await _services.Resolve<IRegisteredApi>().GetAsync());
    }

    [Fact]
    public void Without_settings_the_primary_handler_of_the_defaults_is_replaced()
    {
        HttpMessageHandler? primary = null;
        _services.ConfigureHttpClientDefaults(http => http.Over(_primary));
        _services.AddRefitGeneratedClient<IRegisteredApi>(settings: null, httpClientName: "name")
            .ConfigurePrimaryHttpMessageHandler((handler, _) => primary = handler);

        _services.Resolve<IRegisteredApi>();

        Assert.Equal(typeof(HttpClientHandler), primary?.GetType());
    }

    private static RefitSettings Answering(string answer) =>
        new() { HttpMessageHandlerFactory = () => new Primary(_ => Primary.Json(answer)) };
}
