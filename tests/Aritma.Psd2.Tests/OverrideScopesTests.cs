using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>One set of scopes for every call of some clients, whatever their interfaces declare.</summary>
public sealed class OverrideScopesTests
{
    [Fact]
    public async Task Every_call_asks_for_them_but_for_those_without_a_token()
    {
        var (api, tokens) = (new ApiStub(), new TokensByScope());
        var services = new ServiceCollection();
        Add(services)
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => tokens))
            .OverrideScopes(
                ["b", "a"],
                clients => clients.AddGeneratedClient(
                    MethodScopes.Table, client => client.ConfigurePrimaryHttpMessageHandler(() => api)));
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(MethodScopes.HttpClientName);

        foreach (var method in new[] { "Read", "Write", "Contradictory", "Open" })
        {
            await client.SendAsync(MethodServices.Request(method));
        }

        Assert.Equal(["b a"], tokens.Requests);
        Assert.Equal(
            ["Bearer b.a-1", "Bearer b.a-1", "Bearer b.a-1", null], api.Requests.Select(request => request.Authorization));
        var listed = Assert.Single(Assert.Single(provider.GetRequiredService<IPsd2Registrations>().GetAll()).Clients);
        Assert.Equal(["b", "a"], listed.Scopes);
        Assert.Equal(["Open: anonymous"], listed.Methods.Select(method => method.ToString()));
    }

    [Fact]
    public async Task Other_clients_of_the_registration_ask_for_what_they_declare()
    {
        var services = new ServiceCollection();
        Add(services)
            .AddGeneratedClient(new(typeof(IBefore), ["before"]))
            .OverrideScopes(["a"], clients => clients.AddGeneratedClient(new(typeof(IInside), ["inside"])))
            .AddGeneratedClient(new(typeof(IAfter), ["after"]));
        await using var provider = services.BuildServiceProvider();

        var clients = provider.GetRequiredService<IPsd2Registrations>().GetAll().Single().Clients;

        Assert.Equal(["before", "a", "after"], clients.Select(client => Assert.Single(client.Scopes)));
    }

    [Fact]
    public void A_client_that_was_added_with_other_scopes_is_not_changed()
    {
        var builder = Add(new ServiceCollection()).AddGeneratedClient(MethodScopes.Table);

        var refusal = Assert.Throws<InvalidOperationException>(
            () => builder.OverrideScopes(["a"], clients => clients.AddGeneratedClient(MethodScopes.Table)));

        Assert.Contains("Register it once, or each time with the same scopes.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("two scopes")]
    public void They_must_be_scopes(params string[] scopes) =>
        Assert.Throws<ArgumentException>(() => Add(new ServiceCollection()).OverrideScopes(scopes, _ => { }));

    private static Psd2Builder Add(ServiceCollection services) => services.AddPsd2(options =>
    {
        options.Environment = Psd2Environment.Development;
        (options.ClientId, options.ClientSecret) = ("erp", "its secret");
    });

    private interface IBefore;

    private interface IInside;

    private interface IAfter;
}
