using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>
/// What the rest of an application does to the clients: its configuration changes, its defaults retry, its start warms up.
/// </summary>
public class HostTests
{
    [Fact]
    public async Task A_client_id_that_changes_in_the_configuration_is_used_by_the_next_call()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Psd2:ClientId"] = "first", ["Psd2:ClientSecret"] = "secret-1" })
            .Build();
        await using var app = await App.StartAsync(
            configure: (builder, _) => builder.Services.AddPsd2(configuration.GetSection("Psd2")),
            sandboxOptions: options =>
            {
                options.Clients.Add(new SandboxClient { Id = "first", Secret = "secret-1" });
                options.Clients.Add(new SandboxClient { Id = "second", Secret = "secret-2" });
            });

        await app.Consents.GetBanksAsync();
        (configuration["Psd2:ClientId"], configuration["Psd2:ClientSecret"]) = ("second", "secret-2");
        configuration.Reload();
        await app.Consents.GetBanksAsync();

        Assert.Equal(["first", "second"], app.Sandbox.TokenRequests.Select(request => request.ClientId));
        Assert.Equal(
            app.Sandbox.TokenRequests.Select(request => $"Bearer {request.IssuedAccessToken}"),
            app.Sandbox.ApiRequests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_wrong_secret_that_is_corrected_while_the_application_runs_ends_the_failure_at_once()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Psd2:ClientSecret"] = "wrong" })
            .Build();
        await using var app = await App.StartAsync(configure: (builder, _) => builder.Services.AddPsd2(configuration.GetSection("Psd2")));
        await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        configuration["Psd2:ClientSecret"] = app.Sandbox.ClientSecret;
        configuration.Reload();
        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal([400, 200], app.Sandbox.TokenRequests.Select(request => request.StatusCode));
        Assert.Single(app.Sandbox.ApiRequests);
    }

    [Fact]
    public async Task Retries_of_the_applications_own_are_not_multiplied()
    {
        await using var app = await App.StartAsync(configure: (builder, _) =>
            builder.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new RetryTwice())));
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { StatusCode = 503 }, int.MaxValue);

        await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());
        Assert.Equal(3, app.Sandbox.TokenRequests.Count);

        app.Sandbox.TokenEndpointFaults.Clear();
        app.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 503 });
        app.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 401 });
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.Consents.GetBanksAsync();

        Assert.Equal([503, 401, 200], app.Sandbox.ApiRequests.Select(request => request.StatusCode));
        Assert.Equal(2, app.Sandbox.TokenRequests.Count(request => request.StatusCode == 200));
    }

    [Fact]
    public async Task Warm_up_fetches_the_token_of_each_scope_set_before_the_first_call()
    {
        await using var app = await App.StartAsync(configure: (builder, _) => builder.AddTokenWarmup());

        Assert.Equal(
            ["banking.channel.psd2", "banking.channel.psd2 banking.ais.read"],
            app.Sandbox.TokenRequests.Select(request => request.Scope).Order(StringComparer.Ordinal));
        await app.Consents.GetBanksAsync();
        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
    }

    [Fact]
    public async Task Warm_up_that_must_succeed_keeps_the_host_from_starting()
    {
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => App.StartAsync(
            options => options.ClientSecret = "wrong", (builder, _) => builder.AddTokenWarmup(failStart: true)));

        Assert.Equal("invalid_client", failure.Error);
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_token_request_that_is_under_way()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddPsd2(options =>
        {
            options.Environment = Psd2Environment.Development;
            (options.ClientId, options.ClientSecret) = ("erp", "secret");
        }).ConfigureTokenClient(client => client.ConfigurePrimaryHttpMessageHandler(() => new Silent(asked, cancelled)));
        using var host = builder.Build();
        await host.StartAsync();

        var waiting = host.Services.GetRequiredService<IPsd2TokenProvider>().GetTokenAsync([Psd2Scope.AisRead]).AsTask();
        await asked.Task;
        await host.StopAsync();

        await cancelled.Task;
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => waiting);
        Assert.Contains("the application has stopped", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    private sealed class Silent(TaskCompletionSource asked, TaskCompletionSource cancelled) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.SetResult();
            await using var ended = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private sealed class RetryTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            for (var retry = 0; retry < 2 && response.StatusCode >= HttpStatusCode.InternalServerError; retry++)
            {
                response.Dispose();
                response = await base.SendAsync(request, cancellationToken);
            }

            return response;
        }
    }

    [Fact]
    public async Task Registering_the_clients_once_more_keeps_what_was_configured()
    {
        var sent = 0;
        await using var app = await App.StartAsync(configure: (psd2, sandbox) =>
        {
            psd2.ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => new Counting(() => sent++)));
            psd2.Services.AddPsd2Clients(sandbox.Configure);
        });

        await app.Consents.GetBanksAsync();

        Assert.Equal(1, sent);
        Assert.Single(app.Sandbox.ApiRequests);
    }

    private sealed class Counting(Action count) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
