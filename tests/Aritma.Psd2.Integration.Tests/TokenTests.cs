using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aritma.Psd2.Integration.Tests;

public class TokenTests
{
    [Fact]
    public async Task The_token_request_is_that_of_Aritmas_example()
    {
        await using var app = await App.StartAsync(
            sandboxOptions: options => (options.ClientId, options.ClientSecret) = ("my-client", "my-secret"));

        await app.Accounts.GetMessageAsync();

        var request = Assert.Single(app.Sandbox.TokenRequests);
        Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        Assert.Null(request.Authorization);
        Assert.Equal(
            "grant_type=client_credentials&client_id=my-client&client_secret=my-secret&scope=banking.channel.psd2%20banking.ais.read",
            request.Body);
    }

    [Fact]
    public async Task Basic_authentication_is_understood()
    {
        await using var app = await App.StartAsync(
            options => options.ClientAuthentication = Psd2ClientAuthentication.ClientSecretBasic,
            sandboxOptions: options => (options.ClientId, options.ClientSecret) = ("my:client", "s3 cret&+%"));

        await app.Consents.GetBanksAsync();

        var request = Assert.Single(app.Sandbox.TokenRequests);
        Assert.Equal("grant_type=client_credentials&scope=banking.channel.psd2", request.Body);
        Assert.StartsWith("Basic ", request.Authorization, StringComparison.Ordinal);
        Assert.Equal(200, request.StatusCode);
    }

    [Fact]
    public async Task A_call_carries_Bearer_and_the_issued_token()
    {
        await using var app = await App.StartAsync();

        var accounts = await app.Accounts.GetAccountsAsync(await app.ApprovedConsentAsync());

        Assert.NotEmpty(accounts.Accounts);
        Assert.Equal($"Bearer {app.Sandbox.TokenRequests[^1].IssuedAccessToken}", app.Sandbox.ApiRequests[^1].Authorization);
    }

    [Fact]
    public async Task A_token_is_reused_until_it_expires()
    {
        await using var app = await App.StartAsync(sandboxOptions: options => options.TokenLifetime = TimeSpan.FromMinutes(10));

        for (var minute = 0; minute < 7; minute++)
        {
            await app.Consents.GetBanksAsync();
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Single(app.Sandbox.TokenRequests);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.Consents.GetBanksAsync();
        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
        Assert.All(app.Sandbox.ApiRequests, request => Assert.Equal(200, request.StatusCode));
    }

    [Fact]
    public async Task A_thousand_cold_callers_cause_one_token_request()
    {
        await using var app = await App.StartAsync();
        var gate = new TaskCompletionSource();
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { Until = gate.Task });

        var calls = Enumerable.Range(0, 1_000).Select(_ => app.Consents.GetBanksAsync()).ToArray();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Single(app.Sandbox.TokenRequests);
        Assert.Equal(1_000, app.Sandbox.ApiRequests.Count(request => request.StatusCode == 200));
    }

    [Fact]
    public async Task A_client_with_one_scope_never_gets_the_token_with_two()
    {
        await using var app = await App.StartAsync();

        await app.Accounts.GetMessageAsync();
        await Task.WhenAll(
            Enumerable.Range(0, 50).SelectMany(_ => new Task[] { app.Consents.GetBanksAsync(), app.Accounts.GetMessageAsync() }));

        Assert.Equal(
            ["banking.channel.psd2", "banking.channel.psd2 banking.ais.read"],
            app.Sandbox.TokenRequests.Select(request => request.Scope).Order(StringComparer.Ordinal));
        Assert.All(app.Sandbox.ApiRequests, request => Assert.Equal(
            request.PathAndQuery == "/api/banks" ? "banking.channel.psd2" : "banking.channel.psd2 banking.ais.read",
            new JsonWebToken(request.Authorization!["Bearer ".Length..]).GetClaim("scope").Value));
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_its_token_to_the_next()
    {
        await using var app = await App.StartAsync();
        var gate = new TaskCompletionSource();
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { Until = gate.Task });
        using var impatience = new CancellationTokenSource();

        var impatient = app.Accounts.GetAccountsAsync("consent", impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var patient = app.Accounts.GetMessageAsync();
        gate.SetResult();
        using var answer = await patient;

        Assert.Single(app.Sandbox.TokenRequests);
        Assert.Equal($"Bearer {app.Sandbox.TokenRequests[0].IssuedAccessToken}", Assert.Single(app.Sandbox.ApiRequests).Authorization);
    }

    [Fact]
    public async Task Refits_placeholder_is_filled_in_and_a_token_of_the_caller_is_left_alone()
    {
        await using var app = await App.StartAsync();

        using var withPlaceholder = await app.Accounts.GetWithPlaceholderAsync();
        using var withOwn = await app.Accounts.GetWithTokenOfTheCallerAsync("own-token");

        Assert.Equal(HttpStatusCode.Unauthorized, withOwn.StatusCode);
        Assert.Equal(
            [$"Bearer {Assert.Single(app.Sandbox.TokenRequests).IssuedAccessToken}", "Bearer own-token"],
            app.Sandbox.ApiRequests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_endpoint_of_a_tenant_is_used_as_it_stands()
    {
        await using var app = await App.StartAsync(
            options => options.TokenEndpoint = new Uri(options.TokenEndpoint!, "/contoso/connect/token"));

        await app.Consents.GetBanksAsync();

        Assert.Equal("contoso", Assert.Single(app.Sandbox.TokenRequests).Tenant);
    }

    [Fact]
    public async Task Named_clients_use_credentials_and_tokens_of_their_own()
    {
        await using var app = await App.StartAsync(
            configure: (builder, sandbox) =>
            {
                foreach (var name in new[] { "a", "b" })
                {
                    builder.Services.AddPsd2Clients(name, options =>
                    {
                        sandbox.Configure(options);
                        (options.ClientId, options.ClientSecret) = ("client-" + name, "secret-" + name);
                    });
                }
            },
            sandboxOptions: options =>
            {
                options.Clients.Add(new SandboxClient { Id = "client-a", Secret = "secret-a" });
                options.Clients.Add(new SandboxClient { Id = "client-b", Secret = "secret-b" });
            });

        foreach (var name in new[] { "a", "b", "a", "b" })
        {
            await app.Services.GetRequiredKeyedService<IConsentsApi>(name).GetBanksAsync();
        }

        await app.Consents.GetBanksAsync();

        Assert.Equal(["client-a", "client-b", "sandbox-client"], app.Sandbox.TokenRequests.Select(request => request.ClientId));
        Assert.Equal(
            ["client-a", "client-b", "client-a", "client-b", "sandbox-client"],
            app.Sandbox.ApiRequests.Select(
                request => new JsonWebToken(request.Authorization!["Bearer ".Length..]).GetClaim("client_id").Value));
    }
}
