using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

/// <summary>What only 14 and later register: clients by key, and generated clients apart from reflected ones.</summary>
public sealed class KeyedRegistrationTests
{
    private readonly ServiceCollection _services = [];

    [Fact]
    public async Task Keys_keep_names_addresses_and_settings_apart()
    {
        var a = _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("a", _ => Answering("settings a")).At("https://a.test");
        var b = _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("b", _ => Answering("settings b"), "named").At("https://b.test");
        var unkeyed = _services.AddRefitGeneratedClient<IRegisteredApi>(Answering("settings")).At(Client.Address);
        await using var provider = _services.BuildServiceProvider();

        Assert.Equal("settings a https://a.test/registered", await provider.GetRequiredKeyedService<IRegisteredApi>("a").GetAsync());
        Assert.Equal("settings b https://b.test/registered", await provider.GetRequiredKeyedService<IRegisteredApi>("b").GetAsync());
        Assert.Equal("settings https://api.test/v1/registered", await provider.GetRequiredService<IRegisteredApi>().GetAsync());
        Assert.Equal(3, new[] { a.Name, b.Name, unkeyed.Name }.Distinct().Count());
        Assert.Equal("named", b.Name);
    }

    [Fact]
    public async Task A_key_has_handlers_of_its_own()
    {
        List<string> seen = [];
        _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("a", Answering("")).At(Client.Address)
            .AddHttpMessageHandler(() => new Passing("a", seen));
        _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("b", Answering("")).At(Client.Address)
            .AddHttpMessageHandler(() => new Passing("b", seen));
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IRegisteredApi>("b").GetAsync();

        Assert.Equal(["b"], seen);
    }

    [Fact]
    public async Task The_same_key_twice_doubles_the_handlers()
    {
        List<string> seen = [];
        for (var i = 0; i < 2; i++)
        {
            _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("a", Answering("")).At(Client.Address)
                .AddHttpMessageHandler(() => new Passing("a", seen));
        }

        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredKeyedService<IRegisteredApi>("a").GetAsync();

        Assert.Equal(["a", "a"], seen);
    }

    [Fact]
    public void A_null_key_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => _services.AddKeyedRefitGeneratedClient<IRegisteredApi>(null));

    [Fact]
    public void A_reflected_client_needs_another_package()
    {
        _services.AddRefitClient<IRegisteredApi>().At(Client.Address);
        _services.AddKeyedRefitClient<IRegisteredApi>("key").At(Client.Address);
        using var provider = _services.BuildServiceProvider();

        var exception = Assert.Throws<NotSupportedException>(provider.GetRequiredService<IRegisteredApi>);
        Assert.Contains("AddRefitGeneratedClient", exception.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => provider.GetRequiredKeyedService<IRegisteredApi>("key"));
    }

    [Fact]
    public void The_forms_of_a_registration()
    {
        Assert.All(
            [
                _services.AddRefitClient<IRegisteredApi>(default(RefitSettings), "name"),
                _services.AddRefitClient<IRegisteredApi>(_ => null, "name"),
                _services.AddRefitGeneratedClient<IRegisteredApi>(default(RefitSettings), "name"),
                _services.AddRefitGeneratedClient<IRegisteredApi>(_ => null, "name"),
                _services.AddRefitGeneratedClient<IRegisteredApi>(null, "name"),
                _services.AddKeyedRefitClient<IRegisteredApi>("key", default(RefitSettings), "name"),
                _services.AddKeyedRefitClient<IRegisteredApi>("key", _ => null, "name"),
                _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("key", default(RefitSettings), "name"),
                _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("key", _ => null, "name"),
            ],
            builder => Assert.Equal("name", builder.Name));
        var generated = Assert.Single(new[]
        {
            _services.AddRefitGeneratedClient<IRegisteredApi>().Name,
            _services.AddRefitGeneratedClient<IRegisteredApi>(default(RefitSettings)).Name,
            _services.AddRefitGeneratedClient<IRegisteredApi>(_ => null).Name,
            _services.AddRefitClient<IRegisteredApi>().Name,
            _services.AddRefitClient<IRegisteredApi>(default(RefitSettings)).Name,
            _services.AddRefitClient<IRegisteredApi>(_ => null).Name,
        }.Distinct());
        var keyed = Assert.Single(new[]
        {
            _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("key").Name,
            _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("key", default(RefitSettings)).Name,
            _services.AddKeyedRefitGeneratedClient<IRegisteredApi>("key", _ => null).Name,
            _services.AddKeyedRefitClient<IRegisteredApi>("key").Name,
            _services.AddKeyedRefitClient<IRegisteredApi>("key", default(RefitSettings)).Name,
            _services.AddKeyedRefitClient<IRegisteredApi>("key", _ => null).Name,
        }.Distinct());
        Assert.NotEqual(generated, keyed);
    }

    private static RefitSettings Answering(string text) =>
        new() { HttpMessageHandlerFactory = () => new Primary(request => Primary.Json($"{text} {request.RequestUri}")) };
}
