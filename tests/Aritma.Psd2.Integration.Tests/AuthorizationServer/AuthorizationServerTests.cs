using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>The clients against an authorization server that others wrote.</summary>
public class AuthorizationServerTests
{
    [Fact]
    public async Task A_client_id_and_secret_full_of_reserved_characters_are_understood_in_the_form()
    {
        await using var server = await StartWithOnlyAsync(ClientAuthenticationMethods.ClientSecretPost);
        await using var clients = ClientsOf(server);

        await clients.GetRequiredService<IConsentsApi>().GetBanksAsync();

        Assert.Equal(AuthorizationServer.ClientId, Assert.Single(server.AcceptedTokens).GetClaim("client_id").Value);
    }

    [Fact]
    public async Task A_client_id_and_secret_full_of_reserved_characters_are_understood_in_the_Basic_header()
    {
        await using var server = await StartWithOnlyAsync(ClientAuthenticationMethods.ClientSecretBasic);
        await using var clients = ClientsOf(server, options => options.ClientAuthentication = Psd2ClientAuthentication.ClientSecretBasic);

        await clients.GetRequiredService<IConsentsApi>().GetBanksAsync();

        Assert.Equal(AuthorizationServer.ClientId, Assert.Single(server.AcceptedTokens).GetClaim("client_id").Value);
    }

    [Fact]
    public async Task Each_scope_set_gets_a_token_with_exactly_its_scopes()
    {
        await using var server = await AuthorizationServer.StartAsync();
        await using var clients = ClientsOf(server);

        for (var round = 0; round < 2; round++)
        {
            await clients.GetRequiredService<IAccountsApi>().GetNothingAsync();
            await clients.GetRequiredService<IConsentsApi>().GetBanksAsync();
        }

        string[] scopes = ["banking.channel.psd2 banking.ais.read", "banking.channel.psd2"];
        Assert.Equal([.. scopes, .. scopes], server.AcceptedTokens.Select(token => token.GetClaim("scope").Value));
        Assert.Equal(2, server.Answers.Count(answer => answer == "/connect/token 200"));
    }

    [Fact]
    public async Task A_scope_that_the_server_does_not_know_is_a_refusal()
    {
        await using var server = await AuthorizationServer.StartAsync(
            openIddict => openIddict.Configure(options => options.Scopes.Remove(Psd2Scope.AisRead)));
        await using var clients = ClientsOf(server);

        var refusal = await Assert.ThrowsAsync<Psd2TokenException>(() => clients.GetRequiredService<IAccountsApi>().GetNothingAsync());

        Assert.Equal("invalid_scope", refusal.Error);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.False(refusal.IsTransient);
        Assert.Equal(["/connect/token 400"], server.Answers);
    }

    [Theory]
    [InlineData(Psd2ClientAuthentication.ClientSecretPost)]
    [InlineData(Psd2ClientAuthentication.ClientSecretBasic)]
    public async Task A_wrong_secret_is_a_refusal_and_is_not_sent_again_at_once(Psd2ClientAuthentication authentication)
    {
        await using var server = await AuthorizationServer.StartAsync();
        await using var clients = ClientsOf(
            server, options => (options.ClientSecret, options.ClientAuthentication) = ("wrong", authentication));
        var accounts = clients.GetRequiredService<IAccountsApi>();

        var refusal = await Assert.ThrowsAsync<Psd2TokenException>(() => accounts.GetNothingAsync());
        var further = await Assert.ThrowsAsync<Psd2TokenException>(() => accounts.GetNothingAsync());

        Assert.Equal("invalid_client", refusal.Error);
        Assert.Equal("The specified client credentials are invalid.", refusal.ErrorDescription);
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
        Assert.False(refusal.IsTransient);
        Assert.Equal("invalid_client", further.Error);
        Assert.Equal(["/connect/token 401"], server.Answers);
    }

    [Fact]
    public async Task A_narrower_grant_is_an_error_that_names_the_missing_scopes()
    {
        await using var server = await AuthorizationServer.StartAsync(openIddict => openIddict.AddEventHandler<HandleTokenRequestContext>(
            handler => handler.SetOrder(1).UseInlineHandler(context =>
            {
                context.Principal!.SetScopes(Psd2Scope.ChannelPsd2);
                return default;
            })));
        await using var clients = ClientsOf(server);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => clients.GetRequiredService<IAccountsApi>().GetNothingAsync());

        Assert.Contains("doesn't grant the scopes 'banking.ais.read'", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.Error);
        Assert.False(failure.IsTransient);
        Assert.Equal(["/connect/token 200"], server.Answers);
    }

    [Fact]
    public async Task An_expired_token_is_replaced_before_it_is_sent()
    {
        await using var server = await AuthorizationServer.StartAsync(
            openIddict => openIddict.SetAccessTokenLifetime(TimeSpan.FromMinutes(1)));
        await using var clients = ClientsOf(server);
        var consents = clients.GetRequiredService<IConsentsApi>();

        await consents.GetBanksAsync();
        await consents.GetBanksAsync();
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await consents.GetBanksAsync();

        Assert.Equal(
            ["/connect/token 200", "/api/banks 200", "/api/banks 200", "/connect/token 200", "/api/banks 200"], server.Answers);
        Assert.Equal(
            [server.Time.Start, server.Time.Start, server.Time.GetUtcNow()],
            server.AcceptedTokens.Select(token => new DateTimeOffset(token.IssuedAt)));
    }

    [Fact]
    public async Task A_token_that_the_api_rejects_as_expired_is_renewed_and_the_call_replayed()
    {
        await using var server = await AuthorizationServer.StartAsync(
            openIddict => openIddict.SetAccessTokenLifetime(TimeSpan.FromMinutes(1)));

        // Their own clock stands still: to them the token stays fresh.
        await using var clients = ClientsOf(server, time: new FakeTimeProvider());
        var consents = clients.GetRequiredService<IConsentsApi>();

        await consents.GetBanksAsync();
        server.Time.Advance(TimeSpan.FromMinutes(2));
        await consents.GetBanksAsync();

        Assert.Equal(
            ["/connect/token 200", "/api/banks 200", "/api/banks 401", "/connect/token 200", "/api/banks 200"], server.Answers);
    }

    [Fact]
    public async Task The_token_endpoint_of_a_tenant_is_used_as_it_stands()
    {
        await using var server = await AuthorizationServer.StartAsync(
            openIddict => openIddict.SetTokenEndpointUris("connect/token", "contoso/connect/token"));
        await using var clients = ClientsOf(server, options => options.TokenEndpoint = new Uri(server.Address, "contoso/connect/token"));

        await clients.GetRequiredService<IConsentsApi>().GetBanksAsync();

        Assert.Equal(["/contoso/connect/token 200", "/api/banks 200"], server.Answers);
    }

    /// <summary>A server that accepts one way to authenticate, so that a request proves that it used this one.</summary>
    private static Task<AuthorizationServer> StartWithOnlyAsync(string authenticationMethod) => AuthorizationServer.StartAsync(
        openIddict => openIddict.Configure(options =>
            options.ClientAuthenticationMethods.RemoveWhere(method => method != authenticationMethod)));

    /// <summary>The generated clients of an application on the server's clock, if it has none of its own.</summary>
    private static ServiceProvider ClientsOf(AuthorizationServer server, Action<Psd2Options>? configure = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time ?? server.Time);
        services.AddPsd2Clients(options =>
        {
            options.TokenEndpoint = new Uri(server.Address, "connect/token");
            options.ApiBaseAddress = new Uri(server.Address, "api");
            options.ClientId = AuthorizationServer.ClientId;
            options.ClientSecret = AuthorizationServer.ClientSecret;
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }
}
