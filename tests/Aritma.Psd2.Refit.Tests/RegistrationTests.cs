using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Refit.Tests;

#pragma warning disable RF006 // the open interface is never a client itself
public interface IOpenApi<TItem, in TKey>
{
    [Get("/items/{key}")]
    Task<TItem> GetAsync(TKey key);
}
#pragma warning restore RF006

public interface IClosingApi : IOpenApi<string, int>;

internal interface IInternalApi
{
    [Get("/internal")]
    Task<string> GetAsync();
}

public sealed class RegistrationTests
{
    private readonly ServiceCollection _services = [];

    internal interface INestedApi
    {
        [Get("/nested")]
        Task<string> GetAsync();
    }

    [Fact]
    public async Task Internal_and_nested_interfaces_are_clients()
    {
        Assert.Equal("answer", await Client.Over<IInternalApi>(Primary.Answering("answer")).GetAsync());
        Assert.Equal("answer", await Client.Over<INestedApi>(Primary.Answering("answer")).GetAsync());
    }

    [Fact]
    public async Task An_interface_that_derives_from_a_closed_generic_one_is_a_client() =>
        Assert.Equal("answer", await Client.Over<IClosingApi>(Primary.Answering("answer")).GetAsync(7));

    [Fact]
    public void A_generic_interface_that_is_closed_at_registration_is_not_a_client()
    {
        _services.AddRefitGeneratedClient<IOpenApi<string, int>>().At(Client.Address);

        Assert.Throws<InvalidOperationException>(_services.Resolve<IOpenApi<string, int>>);
    }

    [Fact]
    public void AddRefitClient_throws_without_the_package_Refit_Reflection()
    {
        _services.AddRefitClient<IPlainApi>().At(Client.Address);

        var exception = Assert.Throws<NotSupportedException>(_services.Resolve<IPlainApi>);

        Assert.Contains("Refit.Reflection", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_transient()
    {
        _services.AddRefitGeneratedClient<IPlainApi>(settings: null, "name").At(Client.Address);
        using var provider = _services.BuildServiceProvider();

        Assert.NotSame(provider.GetRequiredService<IPlainApi>(), provider.GetRequiredService<IPlainApi>());
    }

    [Fact]
    public async Task A_client_uses_the_HttpClient_of_the_given_name()
    {
        var client = _services.AddRefitGeneratedClient<IPlainApi>(settings: null, "name");
        _services.AddHttpClient("name").At(Client.Address).Over(Primary.Answering("answer"));

        Assert.Equal("name", client.Name);
        Assert.Equal("answer", await _services.Resolve<IPlainApi>().GetAsync());
    }

    [Fact]
    public async Task The_last_settings_of_an_interface_hold_for_all_its_registrations()
    {
        _services.AddRefitGeneratedClient<IPlainApi>(_ => Answering("first"), "a").At(Client.Address);
        _services.AddRefitGeneratedClient<IPlainApi>(_ => Answering("last"), "b").At(Client.Address);
        await using var provider = _services.BuildServiceProvider();

        foreach (var client in provider.GetServices<IPlainApi>())
        {
            Assert.Equal("last", await client.GetAsync());
        }
    }

    [Fact]
    public void What_the_settings_throw_is_thrown_to_the_one_who_resolves_the_client()
    {
        var ours = new InvalidOperationException("ours");
        _services.AddRefitGeneratedClient<IPlainApi>(_ => throw ours, "name").At(Client.Address);

        Assert.Same(ours, Assert.Throws<InvalidOperationException>(_services.Resolve<IPlainApi>));
    }

    [Fact]
    public async Task A_second_registration_undoes_the_primary_handler_that_was_configured_since_the_first()
    {
        _services.AddRefitGeneratedClient<IPlainApi>(_ => Answering("settings"), "name").At(Client.Address)
            .Over(Primary.Answering("configured"));
        _services.AddRefitGeneratedClient<IPlainApi>(_ => Answering("settings"), "name");

        Assert.Equal("settings", await _services.Resolve<IPlainApi>().GetAsync());
    }

    private static RefitSettings Answering(string answer) => new() { HttpMessageHandlerFactory = () => Primary.Answering(answer) };
}
