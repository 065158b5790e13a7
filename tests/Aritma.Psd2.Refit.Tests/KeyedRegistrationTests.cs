using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

public sealed class KeyedRegistrationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public void A_client_is_transient()
    {
        Add("a");
        using var provider = _services.BuildServiceProvider();

        Assert.NotSame(Resolve(provider, "a"), Resolve(provider, "a"));
    }

    [Fact]
    public void A_client_uses_the_HttpClient_of_the_given_name() => Assert.Equal("client@a", Add("a").Name);

    [Fact]
    public async Task Keys_keep_their_addresses_and_settings_apart()
    {
        Add("a").At("https://a.test/");
        Add("b").At("https://b.test/");
        _services.AddRefitGeneratedClient<IPlainApi>(_ => Echoing("no key"), "client").At("https://unkeyed.test/");
        await using var provider = _services.BuildServiceProvider();

        Assert.Equal("a https://a.test/plain/7", await Resolve(provider, "a").GetAsync());
        Assert.Equal("b https://b.test/plain/7", await Resolve(provider, "b").GetAsync());
        Assert.Equal("no key https://unkeyed.test/plain/7", await provider.GetRequiredService<IPlainApi>().GetAsync());
    }

    [Fact]
    public async Task Keys_keep_their_handlers_apart()
    {
        List<string> seen = [];
        Add("a").AddHttpMessageHandler(() => new Passing(_ => seen.Add("a")));
        Add("b").AddHttpMessageHandler(() => new Passing(_ => seen.Add("b")));
        await using var provider = _services.BuildServiceProvider();

        await Resolve(provider, "b").GetAsync();

        Assert.Equal(["b"], seen);
    }

    private IHttpClientBuilder Add(string key) =>
        _services.AddKeyedRefitGeneratedClient<IPlainApi>(key, _ => Echoing(key), $"client@{key}").At(Client.Address);

    private static IPlainApi Resolve(ServiceProvider provider, string key) => provider.GetRequiredKeyedService<IPlainApi>(key);

    private static RefitSettings Echoing(string prefix) =>
        new() { HttpMessageHandlerFactory = () => new Primary(request => Primary.Response($"{prefix} {request.RequestUri}")) };
}
