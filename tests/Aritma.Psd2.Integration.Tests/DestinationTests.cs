using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>
/// Where tokens and secrets go, and above all where they don't: two servers on two ports, the second one is a stranger's.
/// </summary>
public class DestinationTests
{
    public static TheoryData<int> Redirects() => [301, 302, 303, 307, 308];

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_api_to_another_origin_is_the_callers_and_takes_the_token_nowhere(int status)
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(Redirect(status, stranger.ApiBaseAddress + "/accounts"));

        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(stranger.ApiRequests);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_api_within_its_origin_is_the_callers_too(int status)
    {
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(Redirect(status, app.Sandbox.ApiBaseAddress + "/banks"));

        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("/api/accounts", Assert.Single(app.Sandbox.ApiRequests).PathAndQuery);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_api_takes_a_body_nowhere(int status)
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(Redirect(status, stranger.ApiBaseAddress + "/consents"));

        await Assert.ThrowsAsync<global::Refit.ApiException>(() => app.Consents.CreateAsync(new NewConsent("psd2")));

        Assert.Empty(stranger.ApiRequests);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_token_endpoint_takes_the_secret_nowhere(int status)
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        foreach (var authentication in Enum.GetValues<Psd2ClientAuthentication>())
        {
            await using var app = await App.StartAsync(options => options.ClientAuthentication = authentication);
            app.Sandbox.TokenEndpointFaults.Add(Redirect(status, stranger.TokenEndpoint.AbsoluteUri));

            var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

            Assert.Equal(status, (int)failure.StatusCode!);
            Assert.Single(app.Sandbox.TokenRequests);
        }

        Assert.Empty(stranger.TokenRequests);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_redirect_of_the_token_endpoint_within_its_origin_is_not_followed_either(int status)
    {
        await using var app = await App.StartAsync();
        app.Sandbox.TokenEndpointFaults.Add(Redirect(status, new Uri(app.Sandbox.TokenEndpoint, "/contoso/connect/token").AbsoluteUri));

        await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Null(Assert.Single(app.Sandbox.TokenRequests).Tenant);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task A_primary_handler_that_follows_unseen_takes_no_token_along_and_its_401_renews_and_replays_nothing(int status)
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(configure: (builder, _) =>
            builder.ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => new Opaque())));
        app.Sandbox.ApiFaults.Add(Redirect(status, stranger.ApiBaseAddress + "/accounts"));

        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(Assert.Single(stranger.ApiRequests).Authorization);
        Assert.Single(app.Sandbox.ApiRequests);
        Assert.Single(app.Sandbox.TokenRequests);
        Assert.Null(answer.RequestMessage!.Headers.Authorization);
    }

    [Fact]
    public async Task A_replay_that_is_redirected_unseen_takes_no_token_along_and_is_the_last()
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(configure: (builder, _) =>
            builder.ConfigureClients(client => client.ConfigurePrimaryHttpMessageHandler(() => new Opaque())));
        app.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 401 });
        app.Sandbox.ApiFaults.Add(Redirect(302, stranger.ApiBaseAddress + "/accounts"));

        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(Assert.Single(stranger.ApiRequests).Authorization);
        Assert.Equal(2, app.Sandbox.ApiRequests.Count);
        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
    }

    [Fact]
    public async Task A_retry_of_the_users_does_not_follow_where_a_redirect_led()
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(configure: (builder, _) => builder.ConfigureClients(client => client
            .ConfigurePrimaryHttpMessageHandler(() => new Opaque()).AddHttpMessageHandler(() => new SendTwice())));
        app.Sandbox.ApiFaults.Add(Redirect(307, stranger.ApiBaseAddress + "/accounts"));

        await SeenByCallers.InATaskOfTAsync<InvalidOperationException>(() => app.Accounts.GetMessageAsync());

        Assert.Null(Assert.Single(stranger.ApiRequests).Authorization);
    }

    [Fact]
    public async Task A_handler_of_the_users_that_leads_a_call_elsewhere_is_stopped_before_anything_is_sent()
    {
        await using var stranger = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(configure: (builder, _) =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new LeadTo(stranger.ApiBaseAddress))));

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Accounts.GetNothingAsync());

        Assert.Empty(stranger.ApiRequests);
        Assert.Empty(app.Sandbox.TokenRequests);
    }

    [Theory]
    [InlineData("http://id.example/connect/token", null, "TokenEndpoint")]
    [InlineData(null, "http://banking.example/api", "ApiBaseAddress")]
    public async Task Plain_http_outside_of_this_machine_keeps_the_host_from_starting(
        string? tokenEndpoint, string? apiBaseAddress, string named)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => App.StartAsync(options =>
        {
            options.TokenEndpoint = tokenEndpoint is null ? options.TokenEndpoint : new Uri(tokenEndpoint);
            options.ApiBaseAddress = apiBaseAddress is null ? options.ApiBaseAddress : new Uri(apiBaseAddress);
        }));

        Assert.Contains($"Psd2Options.{named} is 'http://", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    private static SandboxFault Redirect(int status, string location) =>
        new() { StatusCode = status, Headers = new Dictionary<string, string> { ["Location"] = location } };

    /// <summary>Follows redirects, and is of a type that nobody can look into.</summary>
    private sealed class Opaque : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(new SocketsHttpHandler { AllowAutoRedirect = true });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class SendTwice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class LeadTo(Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = address;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
