using Aritma.Psd2.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests;

public class BuilderTests
{
    [Fact]
    public void Configures_clients_added_before_and_after()
    {
        var services = new ServiceCollection();
        var configured = new List<string>();

        services.AddPsd2(_ => { })
            .AddClient(services.AddHttpClient("first"), "a")
            .ConfigureClients(client => configured.Add(client.Name))
            .AddClient(services.AddHttpClient("second"), "a")
            .AddClient(services.AddHttpClient("second"), "a");

        Assert.Equal(["first", "second"], configured);
    }

    [Fact]
    public async Task A_client_added_twice_gets_one_token_handler()
    {
        await using var services = new TestServices(configure: builder =>
            builder.AddClient(builder.Services.AddHttpClient(TestServices.ClientName), Psd2Scope.AisRead, Psd2Scope.ChannelPsd2));

        var handler = services.Provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TestServices.ClientName);

        Assert.Equal(1, Chain(handler).Count(link => link is Http.Psd2TokenHandler));
    }

    [Fact]
    public async Task The_token_handler_is_inside_of_handlers_added_later()
    {
        await using var services = new TestServices(configure: builder =>
            builder.Services.AddHttpClient(TestServices.ClientName).AddHttpMessageHandler(() => new LaterHandler()));

        var chain = Chain(
            services.Provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TestServices.ClientName)).ToList();

        Assert.True(chain.FindIndex(link => link is LaterHandler) < chain.FindIndex(link => link is Http.Psd2TokenHandler));
    }

    [Fact]
    public void A_client_with_other_scopes_under_the_same_name_is_refused()
    {
        var services = new ServiceCollection();
        var builder = services.AddPsd2(_ => { }).AddClient(services.AddHttpClient("x"), "a");

        var refusal = Assert.Throws<InvalidOperationException>(() => builder.AddClient(services.AddHttpClient("x"), "b"));

        Assert.Contains("'x'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'a'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'b'", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => services.AddPsd2("tenant-a", _ => { }).AddClient(services.AddHttpClient("x"), "a"));
    }

    [Fact]
    public async Task A_client_with_scopes_by_method_added_twice_gets_one_token_handler()
    {
        await using var services = new TestServices(configure: builder => builder
            .AddGeneratedClient(Table(["a", "b"], ["c"]))
            .AddGeneratedClient(Table(["b", "a"], ["c"])));

        var handler = services.Provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(MethodScopes.HttpClientName);

        Assert.Equal(1, Chain(handler).Count(link => link is Http.Psd2TokenHandler));
    }

    [Theory]
    [InlineData(null, "Aritma.Psd2/Aritma.Psd2.Tests.IByMethod")]
    [InlineData("tenant-a", "Aritma.Psd2/Aritma.Psd2.Tests.IByMethod@tenant-a")]
    public void Refit_registers_a_generated_client_once_under_a_name_that_is_nobody_elses(string? name, string expected)
    {
        var services = new ServiceCollection();
        var builder = name is null ? services.AddPsd2(_ => { }) : services.AddPsd2(name, _ => { });
        var (registered, configured) = (new List<string>(), new List<string>());

        for (var times = 0; times < 2; times++)
        {
            Psd2GeneratedCode.AddClient(
                builder, Table(["a"]), "Refit.MethodName", refitSettings: null, Register, client => configured.Add(client.Name));
        }

        Assert.Equal([expected], registered);
        Assert.Equal([expected, expected], configured);

        IHttpClientBuilder Register(string client)
        {
            registered.Add(client);
            return services.AddHttpClient(client);
        }
    }

    [Fact]
    public void A_client_with_other_scopes_by_method_under_the_same_name_is_refused()
    {
        var builder = new ServiceCollection().AddPsd2(_ => { });
        builder.AddGeneratedClient(Table(["a"], ["b", "c"]));

        var refusal = Refusal(Table(["a"], ["b"]));
        Refusal(Table(["b", "c"], ["a"]));
        Refusal(Table(["a"]));
        Refusal(Table([], ["b", "c"]));
        Refusal(new Psd2ClientScopes(typeof(IByMethod), ["a"], new Psd2MethodScopes("Other", ["b", "c"])));
        Refusal(new Psd2ClientScopes(typeof(IByMethod), ["a"], new Psd2MethodScopes("Method", [], isAnonymous: true)));

        Assert.Contains(
            "is a PSD2 client with the scopes 'a; Method: b c' of the default PSD2 registration already; it can't be one with "
                + "'a; Method: b'",
            refusal,
            StringComparison.Ordinal);

        string Refusal(Psd2ClientScopes scopes) =>
            Assert.Throws<InvalidOperationException>(() => builder.AddGeneratedClient(scopes)).Message;
    }

    [Fact]
    public void Scopes_by_method_are_checked_when_a_client_is_added()
    {
        var builder = new ServiceCollection().AddPsd2(_ => { });

        var ofTheClient = Assert.Throws<ArgumentException>(() => builder.AddGeneratedClient(Table(["b c"])));
        var ofAMethod = Assert.Throws<ArgumentException>(() => builder.AddGeneratedClient(Table(["a"], ["b c"])));

        Assert.StartsWith(
            "The PSD2 client 'IByMethod' declares the scope 'b c', which is no scope token", ofTheClient.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "The method 'Method' of the PSD2 client 'IByMethod' declares the scope 'b c'", ofAMethod.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_are_checked_when_a_client_is_added()
    {
        var services = new ServiceCollection();

        var notAToken = Assert.Throws<ArgumentException>(() => services.AddHttpClient("x").AddPsd2Token("a b"));
        var none = Assert.Throws<ArgumentException>(() => services.AddHttpClient("x").AddPsd2Token());

        Assert.StartsWith(
            "The PSD2 client 'x' declares the scope 'a b', which is no scope token", notAToken.Message, StringComparison.Ordinal);
        Assert.StartsWith("The PSD2 client 'x' declares no scope.", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_registration_is_no_scope()
    {
        var services = new ServiceCollection();
        services.AddPsd2("tenant-a", _ => { });

        var refusal = Assert.Throws<ArgumentException>(() => services.AddHttpClient("x").AddPsd2Token("tenant-a", Psd2Scope.AisRead));

        Assert.StartsWith(
            "'tenant-a' is the name of a registration. Write its scopes as a list", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_that_was_never_given_options_is_named()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHttpClient("x").AddPsd2Token("tenant-b", [Psd2Scope.AisRead]);
        using var provider = services.BuildServiceProvider();

        var invalid = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.StartsWith(
            "the PSD2 registration 'tenant-b' has no options: call AddPsd2Clients or AddPsd2 with the name 'tenant-b'",
            Assert.Single(invalid.Failures),
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_name_has_one_builder()
    {
        var services = new ServiceCollection();

        Assert.Same(services.AddPsd2(_ => { }), services.AddPsd2(_ => { }));
        Assert.Same(services.AddPsd2("a", _ => { }), services.AddPsd2("a", _ => { }));
        Assert.NotSame(services.AddPsd2("a", _ => { }), services.AddPsd2("b", _ => { }));
        Assert.NotSame(services.AddPsd2("a", _ => { }), services.AddPsd2(_ => { }));
        Assert.Throws<ArgumentException>(() => services.AddPsd2("", _ => { }));
    }

    [Fact]
    public void Only_a_named_client_other_than_the_token_client_can_be_added()
    {
        var services = new ServiceCollection();
        var builder = services.AddPsd2(_ => { });

        Assert.Throws<ArgumentException>(() => services.ConfigureHttpClientDefaults(client => builder.AddClient(client, "a")));
        Assert.Throws<ArgumentException>(() => builder.ConfigureTokenClient(client => builder.AddClient(client, "a")));
    }

    [Fact]
    public void One_registration_reads_one_section_once()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["A:Environment"] = "Production",
            ["A:ClientId"] = "a",
            ["A:AdditionalOrigins:0"] = "https://files.example",
            ["B:ClientId"] = "b",
        }).Build();
        var services = new ServiceCollection();
        services.AddPsd2(configuration.GetSection("A"));
        services.AddPsd2(configuration.GetSection("A"));
        services.AddPsd2(configuration.GetSection("a"));
        services.AddPsd2(options => options.ClientSecret = "from a vault");

        var refusal = Assert.Throws<InvalidOperationException>(() => services.AddPsd2(configuration.GetSection("B")));
        services.AddPsd2("b", configuration.GetSection("B"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<Psd2Options>>().CurrentValue;

        Assert.Contains("read from 'A' already, and can't be read from 'B' too", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("a", "from a vault"), (options.ClientId, options.ClientSecret));
        Assert.Single(options.AdditionalOrigins);
    }

    [Fact]
    public async Task Named_registrations_have_credentials_and_tokens_of_their_own()
    {
        var endpoint = new TokenEndpointStub();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        foreach (var name in new[] { "tenant-a", "tenant-b" })
        {
            services.AddPsd2(name, options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret, options.Tenant) = ("same-id", "secret of " + name, name);
            }).ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => endpoint));
        }

        await using var provider = services.BuildServiceProvider();
        var a = await provider.GetRequiredKeyedService<IPsd2TokenProvider>("tenant-a").GetTokenAsync(["x"]);
        var b = await provider.GetRequiredKeyedService<IPsd2TokenProvider>("tenant-b").GetTokenAsync(["x"]);

        Assert.NotEqual(a.GetValue(), b.GetValue());
        Assert.Equal("https://id.aritma.io/tenant-a/connect/token", endpoint.Requests[0].Address.AbsoluteUri);
        Assert.Contains("secret%20of%20tenant-a", endpoint.Requests[0].Body, StringComparison.Ordinal);
        Assert.Equal("https://id.aritma.io/tenant-b/connect/token", endpoint.Requests[1].Address.AbsoluteUri);
        Assert.Contains("secret%20of%20tenant-b", endpoint.Requests[1].Body, StringComparison.Ordinal);
        Assert.Null(provider.GetService<IPsd2TokenProvider>());
    }

    [Fact]
    public async Task The_Authorization_header_is_redacted_even_where_the_user_names_what_to_redact()
    {
        await using var services = new TestServices(configure: builder => builder
            .ConfigureClients(client => client.RedactLoggedHeaders(["X-Own"]))
            .ConfigureTokenClient(client => client.RedactLoggedHeaders(["X-Own"])));
        var options = services.Provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>();

        foreach (var client in new[] { TestServices.ClientName, "Aritma.Psd2.TokenEndpoint" })
        {
            Assert.True(options.Get(client).ShouldRedactHeaderValue("authorization"));
            Assert.True(options.Get(client).ShouldRedactHeaderValue("X-Own"));
            Assert.False(options.Get(client).ShouldRedactHeaderValue("Accept"));
        }
    }

    private static Psd2ClientScopes Table(string[] scopes, string[]? ofTheMethod = null) =>
        ofTheMethod is null ? new(typeof(IByMethod), scopes) : new(typeof(IByMethod), scopes, new Psd2MethodScopes("Method", ofTheMethod));

    private static IEnumerable<HttpMessageHandler> Chain(HttpMessageHandler? handler)
    {
        for (; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            yield return handler;
        }
    }

    private sealed class LaterHandler : DelegatingHandler;
}
