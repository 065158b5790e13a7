using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace Aritma.Psd2.Integration.Tests;

public class FailureTests
{
    /// <summary>Each row of the table of what a caller sees of an exception that a handler throws.</summary>
    [Fact]
    public async Task A_refused_token_reaches_the_caller_as_its_return_type_says()
    {
        await using var app = await App.StartAsync(options => options.ClientSecret = "wrong");

        await SeenByCallers.InATaskOfTAsync<Psd2TokenException>(() => app.Accounts.GetAccountsAsync("consent"));
        await SeenByCallers.InATaskOfTAsync<Psd2TokenException>(() => app.Accounts.GetMessageAsync());
        await SeenByCallers.InAResponseAsync<Psd2TokenException>(async () => await app.Accounts.GetResponseAsync());
        await SeenByCallers.InAResponseAsync<Psd2TokenException>(async () => await app.Accounts.GetResponseInterfaceAsync());
        await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Empty(app.Sandbox.ApiRequests);
    }

    [Fact]
    public async Task A_refusal_tells_all_that_is_known()
    {
        await using var app = await App.StartAsync(options => options.ClientSecret = "wrong");

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Equal("invalid_client", failure.Error);
        Assert.Equal("Client authentication failed.", failure.ErrorDescription);
        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Equal(app.Sandbox.TokenEndpoint.Authority, failure.EndpointHost);
        Assert.Equal([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], failure.Scopes);
        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task A_scope_that_the_client_may_not_have_is_refused()
    {
        await using var app = await App.StartAsync(
            options => (options.ClientId, options.ClientSecret) = ("narrow", "secret"),
            sandboxOptions: options => options.Clients.Add(
                new SandboxClient { Id = "narrow", Secret = "secret", AllowedScopes = [Psd2Scope.ChannelPsd2] }));

        await app.Consents.GetBanksAsync();
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Equal("invalid_scope", failure.Error);
        Assert.Single(app.Sandbox.ApiRequests);
    }

    [Fact]
    public async Task An_unreachable_endpoint_is_a_typed_error()
    {
        Uri gone;
        await using (var sandbox = await Psd2Sandbox.StartAsync())
        {
            gone = sandbox.TokenEndpoint;
        }

        await using var app = await App.StartAsync(options => options.TokenEndpoint = gone);
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.True(failure.IsTransient);
        Assert.Equal(gone.Authority, failure.EndpointHost);
        Assert.Contains("ConnectionError", failure.Message, StringComparison.Ordinal);
        Assert.Empty(app.Sandbox.ApiRequests);
    }

    [Fact]
    public async Task A_lost_connection_is_a_typed_error()
    {
        await using var app = await App.StartAsync();
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { Drop = true }, int.MaxValue);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.True(failure.IsTransient);
        Assert.Empty(app.Sandbox.ApiRequests);
    }

    [Theory]
    [InlineData(200, "text/html", "<html>Welcome to the guest network</html>", false)]
    [InlineData(200, "application/json", """{"access_token":"abc","token_type":"mac","expires_in":3600}""", false)]
    [InlineData(200, "application/json", """{"access_token":"a\r\nX-Evil: 1","token_type":"Bearer","expires_in":3600}""", false)]
    [InlineData(200, "application/json", """{"access_token":"abc","token_type":"Bearer","expires_in":3600,"scope":"banking.ais.read"}""", false)]
    [InlineData(503, "text/html", "<html>Busy</html>", true)]
    [InlineData(204, null, null, false)]
    public async Task An_odd_answer_is_a_typed_error(int status, string? contentType, string? body, bool isTransient)
    {
        await using var app = await App.StartAsync();
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { StatusCode = status, ContentType = contentType, Body = body }, int.MaxValue);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal(isTransient, failure.IsTransient);
        Assert.Empty(app.Sandbox.ApiRequests);
    }

    [Fact]
    public async Task A_silent_endpoint_ends_in_a_time_out()
    {
        await using var app = await App.StartAsync(options => options.TokenRequestTimeout = TimeSpan.FromSeconds(45));
        app.Sandbox.TokenEndpointFaults.Add(new SandboxFault { Until = new TaskCompletionSource().Task });

        var call = app.Accounts.GetNothingAsync();
        while (app.Sandbox.TokenRequests.Count == 0)
        {
            await Task.Yield();
        }

        app.Time.Advance(TimeSpan.FromSeconds(45));
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call);

        // The limit of the send, or of all sends: both have run out.
        Assert.Matches("didn't answer .* within (15|45) s", failure.Message);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task A_redirect_of_the_token_endpoint_takes_the_secret_nowhere()
    {
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync();
        app.Sandbox.TokenEndpointFaults.Add(Redirect(307, elsewhere.TokenEndpoint.AbsoluteUri));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.Equal(HttpStatusCode.TemporaryRedirect, failure.StatusCode);
        Assert.Contains("redirect", failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.TokenRequests);
    }

    [Fact]
    public async Task A_redirect_of_the_api_takes_the_token_nowhere()
    {
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(Redirect(302, elsewhere.ApiBaseAddress.AbsoluteUri + "/accounts"));

        using var answer = await app.Accounts.GetMessageAsync();

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Empty(elsewhere.ApiRequests);
    }

    [Fact]
    public async Task A_base_address_of_the_users_own_gets_nothing()
    {
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(configure: (builder, _) => builder.ConfigureClients(
            client => client.ConfigureHttpClient(http => http.BaseAddress = elsewhere.ApiBaseAddress)));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.Accounts.GetNothingAsync());

        Assert.Contains($"http://127.0.0.1:{elsewhere.ApiBaseAddress.Port} was not sent", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.ApiRequests);
        Assert.Empty(app.Sandbox.TokenRequests);
    }

    [Fact]
    public async Task A_foreign_origin_gets_nothing()
    {
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync();

        var refusal = await SeenByCallers.InATaskOfTAsync<InvalidOperationException>(
            () => app.Accounts.GetAnywhereAsync(elsewhere.ApiBaseAddress + "/accounts"));

        Assert.Contains($"http://127.0.0.1:{elsewhere.ApiBaseAddress.Port} was not sent", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.ApiRequests);
        Assert.Empty(app.Sandbox.TokenRequests);
    }

    [Fact]
    public async Task An_additional_origin_gets_the_call()
    {
        await using var elsewhere = await Psd2Sandbox.StartAsync();
        await using var app = await App.StartAsync(options => options.AdditionalOrigins.Add(new Uri(elsewhere.ApiBaseAddress, "/")));

        using var answer = await app.Accounts.GetAnywhereAsync(elsewhere.ApiBaseAddress + "/accounts");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(
            app.Sandbox.TokenRequests.Select(request => $"Bearer {request.IssuedAccessToken}"),
            elsewhere.ApiRequests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task An_exception_of_Refit_prints_no_token()
    {
        await using var app = await App.StartAsync();

        var refused = await Assert.ThrowsAsync<ApiException>(() => app.Accounts.GetAccountsAsync("no-consent"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(refused.RequestMessage.Headers.Authorization);
        Assert.DoesNotContain(
            app.Sandbox.TokenRequests[0].IssuedAccessToken!, refused + refused.RequestMessage.ToString(), StringComparison.Ordinal);
    }

    private static SandboxFault Redirect(int status, string location) =>
        new() { StatusCode = status, Headers = new Dictionary<string, string> { ["Location"] = location } };
}
