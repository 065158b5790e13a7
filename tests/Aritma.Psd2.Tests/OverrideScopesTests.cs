using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>One set of scopes for every call of a registration, whatever its interfaces declare.</summary>
public sealed class OverrideScopesTests
{
    [Fact]
    public async Task Every_call_asks_for_them_but_for_those_without_a_token()
    {
        var (api, tokens) = (new ApiStub(), new TokensByScope());
        var services = new ServiceCollection();
        Add(services)
            .OverrideScopes("b", "a")
            .ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => tokens))
            .AddGeneratedClient(MethodScopes.Table, client => client.ConfigurePrimaryHttpMessageHandler(() => api));
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
    public void They_are_set_before_clients_are_added()
    {
        var builder = Add(new ServiceCollection()).AddGeneratedClient(MethodScopes.Table);

        var refusal = Assert.Throws<InvalidOperationException>(() => builder.OverrideScopes("a"));

        Assert.Equal(
            "The scopes of the default PSD2 registration can't be overridden: clients were added to it already. Call OverrideScopes before "
            + "they are added.",
            refusal.Message);
    }

    [Fact]
    public void The_same_ones_may_be_set_again()
    {
        var builder = Add(new ServiceCollection()).OverrideScopes("a", "b").AddGeneratedClient(MethodScopes.Table);

        Assert.Same(builder, builder.OverrideScopes("b", "a").AddGeneratedClient(MethodScopes.Table));
        Assert.Throws<InvalidOperationException>(() => builder.OverrideScopes("b"));
    }

    [Theory]
    [InlineData]
    [InlineData("two scopes")]
    public void They_must_be_scopes(params string[] scopes) =>
        Assert.Throws<ArgumentException>(() => Add(new ServiceCollection()).OverrideScopes(scopes));

    private static Psd2Builder Add(ServiceCollection services) => services.AddPsd2(options =>
    {
        options.Environment = Psd2Environment.Development;
        (options.ClientId, options.ClientSecret) = ("erp", "its secret");
    });
}
