using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>What an application can list of its registrations.</summary>
public class RegistrationsTests
{
    [Fact]
    public async Task Clients_are_listed_with_their_scopes_by_method()
    {
        await using var services = new TestServices(configure: builder => builder.AddGeneratedClient(MethodScopes.Table));

        var registration = Assert.Single(List(services));

        Assert.Null(registration.Name);
        Assert.Equal("https://id.dev.aritma.io/connect/token", registration.TokenEndpoint.AbsoluteUri);
        Assert.Equal("https://banking.dev.aritma.io/api/", registration.ApiBaseAddress.AbsoluteUri);
        Assert.Collection(
            registration.Clients,
            plain =>
            {
                Assert.Equal((TestServices.ClientName, null), (plain.HttpClientName, plain.Interface));
                Assert.Equal(["banking.channel.psd2", "banking.ais.read"], plain.Scopes);
                Assert.Empty(plain.Methods);
            },
            generated =>
            {
                Assert.Equal((MethodScopes.HttpClientName, typeof(IByMethod).FullName), (generated.HttpClientName, generated.Interface));
                Assert.Empty(generated.Scopes);
                Assert.Equal(
                    ["Read: read", "Write: write read", "Open: anonymous", "Contradictory: no scopes"],
                    generated.Methods.Select(method => method.ToString()));
            });
    }

    [Fact]
    public async Task Named_registrations_are_listed_with_their_own_clients_and_tokens()
    {
        await using var services = new TestServices(configure: builder =>
        {
            builder.Services.AddPsd2("tenant-a", options =>
            {
                options.Environment = Psd2Environment.Production;
                (options.ClientId, options.ClientSecret, options.Tenant) = ("tenant", "its secret", "contoso");
            });
            builder.Services.AddHttpClient("of the tenant").AddPsd2Token("tenant-a", ["tenant.scope"]);
        });
        await services.CallAsync();

        var registrations = List(services);

        Assert.Equal([null, "tenant-a"], registrations.Select(registration => registration.Name));
        Assert.Equal("https://id.aritma.io/contoso/connect/token", registrations[1].TokenEndpoint.AbsoluteUri);
        Assert.Equal("of the tenant", Assert.Single(registrations[1].Clients).HttpClientName);
        Assert.Equal(Psd2TokenState.Valid, Assert.Single(registrations[0].Tokens).State);
        var token = Assert.Single(registrations[1].Tokens);
        Assert.Equal(["tenant.scope"], token.Scopes);
        Assert.Equal(Psd2TokenState.NotRequested, token.State);
    }

    [Fact]
    public async Task Tokens_of_all_scope_sets_are_listed_and_none_is_requested_for_that()
    {
        await using var services = new TestServices(configure: builder => builder.AddGeneratedClient(MethodScopes.Table));
        await services.Tokens.GetTokenAsync(["of.the.provider"]);

        var tokens = List(services).Single().Tokens;

        Assert.Equal(
            ["banking.channel.psd2 banking.ais.read", "of.the.provider", "read", "write read"],
            tokens.Select(token => string.Join(' ', token.Scopes)));
        Assert.Equal(
            [Psd2TokenState.NotRequested, Psd2TokenState.Valid, Psd2TokenState.NotRequested, Psd2TokenState.NotRequested],
            tokens.Select(token => token.State));
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task A_token_is_not_requested_then_requested_then_valid_then_expired()
    {
        await using var services = new TestServices();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => answer.Task;

        var cold = Token(services);
        var call = services.CallAsync();
        var requested = Token(services);
        answer.SetResult(TokenEndpointStub.Token("token"));
        await call;
        var valid = Token(services);
        services.Time.Advance(TimeSpan.FromHours(2));
        var expired = Token(services);

        Assert.Equal((Psd2TokenState.NotRequested, null, false), (cold.State, cold.ExpiresAt, cold.IsRequesting));
        Assert.Equal((Psd2TokenState.Requested, null, true), (requested.State, requested.ExpiresAt, requested.IsRequesting));
        Assert.Equal((Psd2TokenState.Valid, TestTime.Start.AddHours(1), false), (valid.State, valid.ExpiresAt, valid.IsRequesting));
        Assert.Equal((Psd2TokenState.Expired, null, false), (expired.State, expired.ExpiresAt, expired.IsRequesting));
    }

    [Fact]
    public async Task A_valid_token_that_is_being_refreshed_says_so()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(52));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => answer.Task;

        await services.CallAsync();
        var refreshing = Token(services);
        answer.SetResult(TokenEndpointStub.Token("newer"));

        Assert.Equal((Psd2TokenState.Valid, true), (refreshing.State, refreshing.IsRequesting));
    }

    [Fact]
    public async Task A_token_that_cannot_be_obtained_tells_since_when_why_and_for_how_long_no_other_is_requested()
    {
        await using var services = new TestServices();
        Refuse(services);
        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        services.Time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        services.Time.Advance(TimeSpan.FromSeconds(1));

        var unavailable = Token(services);
        services.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((Psd2TokenState.Unavailable, null), (unavailable.State, unavailable.ExpiresAt));
        Assert.Equal(TestTime.Start, unavailable.FailingSince);
        Assert.Contains("invalid_client", unavailable.LastFailure, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(9), unavailable.RetryAfter);
        Assert.Equal(TimeSpan.Zero, Token(services).RetryAfter);
    }

    [Fact]
    public async Task A_valid_token_that_cannot_be_refreshed_tells_why_until_it_can()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(52));
        Refuse(services);
        await services.CallAsync();
        await services.IsIdleAsync();

        var failing = Token(services);
        services.TokenEndpoint.Answers(TokenEndpointStub.Token("newer"));
        services.Time.Advance(TimeSpan.FromMinutes(1));
        await services.CallAsync();
        await services.IsIdleAsync();
        var valid = Token(services);

        Assert.Equal((Psd2TokenState.RefreshFailing, TestTime.Start.AddHours(1)), (failing.State, failing.ExpiresAt));
        Assert.Equal(TestTime.Start.AddMinutes(52), failing.FailingSince);
        Assert.Contains("invalid_client", failing.LastFailure, StringComparison.Ordinal);
        Assert.Equal((Psd2TokenState.Valid, null, null), (valid.State, valid.FailingSince, valid.LastFailure));
    }

    [Fact]
    public async Task A_token_that_the_api_rejects_though_it_is_fresh_tells_since_when_until_a_call_is_accepted()
    {
        await using var services = new TestServices();
        var answer = HttpStatusCode.Unauthorized;
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(answer));
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromMinutes(1));
        await services.CallAsync();

        var rejected = Token(services);
        answer = HttpStatusCode.OK;
        await services.CallAsync();
        var accepted = Token(services);

        Assert.Equal((Psd2TokenState.Rejected, TestTime.Start), (rejected.State, rejected.RejectedSince));
        Assert.Equal((Psd2TokenState.Valid, null), (accepted.State, accepted.RejectedSince));
    }

    [Fact]
    public async Task A_listing_stays_as_it_was()
    {
        await using var services = new TestServices();
        var before = List(services);

        await services.CallAsync();

        Assert.Equal(Psd2TokenState.NotRequested, before[0].Tokens[0].State);
        Assert.Equal(Psd2TokenState.Valid, List(services)[0].Tokens[0].State);
    }

    private static IReadOnlyList<Psd2Registration> List(TestServices services) =>
        services.Provider.GetRequiredService<IPsd2Registrations>().GetAll();

    private static Psd2TokenStatus Token(TestServices services) => List(services).Single().Tokens.Single();

    private static void Refuse(TestServices services) => services.TokenEndpoint.Answers(
        TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
}
