using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

public class TokenSourceTests
{
    [Fact]
    public async Task A_token_is_reused_until_it_is_about_to_expire()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 3600));

        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(3600 - 60 - 1));
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(1));
        await services.CallAsync();

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_token_of_30_seconds_serves_for_27()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 30));

        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(26));
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(1));
        await services.CallAsync();

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task The_life_of_a_token_starts_before_its_request()
    {
        await using var services = new TestServices(options => options.TokenRequestTimeout = TimeSpan.FromMinutes(5));
        services.TokenEndpoint.Answer = (number, _) =>
        {
            services.Time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 30));
        };

        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(7));
        await services.CallAsync();

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_has_expired_while_the_machine_was_suspended_is_not_sent()
    {
        var clock = new TwoClocks();
        await using var services = new TestServices(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await services.CallAsync();

        clock.SetWallClock(forward: TimeSpan.FromHours(2));
        await services.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_wall_clock_that_is_set_back_lengthens_no_life()
    {
        var clock = new TwoClocks();
        await using var services = new TestServices(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await services.CallAsync();

        clock.SetWallClock(forward: TimeSpan.FromHours(-2));
        clock.Advance(TimeSpan.FromHours(1));
        await services.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Ten_thousand_cold_callers_cause_one_token_request()
    {
        await using var services = new TestServices();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;

        var calls = Enumerable.Range(0, 10_000).Select(_ => services.CallAsync()).ToArray();
        gate.SetResult(TokenEndpointStub.Token("shared"));
        await Task.WhenAll(calls);

        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal(10_000, services.Api.Requests.Count(request => request.Authorization == "Bearer shared"));
    }

    [Fact]
    public async Task A_caller_that_blocks_holds_up_no_other()
    {
        await using var services = new TestServices();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;
        using var cancellable = new CancellationTokenSource();
        var second = new TaskCompletionSource<Task<Psd2AccessToken>>();

        var blocking = BlockOnTheSecondAsync();
        second.SetResult(services.Tokens.GetTokenAsync(["a"], cancellable.Token).AsTask());
        gate.SetResult(TokenEndpointStub.Token("shared"));

        // The limit is there for a run that would hang otherwise.
        await blocking.WaitAsync(TimeSpan.FromMinutes(1));

        async Task BlockOnTheSecondAsync()
        {
            await services.Tokens.GetTokenAsync(["a"], cancellable.Token).ConfigureAwait(false);
#pragma warning disable xUnit1031 // Blocking is what this test is about
            (await second.Task).Wait();
#pragma warning restore xUnit1031
        }
    }

    [Fact]
    public async Task A_logger_that_throws_costs_no_token()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddLogging(logging => logging.AddFullDisk()));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.ServiceUnavailable)
            : number == 2 ? TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest)
            : TokenEndpointStub.Json("""{"access_token":"third","token_type":"Bearer","scope":"a b"}"""));
        var tokens = services.Tokens;

        await Assert.ThrowsAsync<Psd2TokenException>(async () => await tokens.GetTokenAsync(["a"]));
        services.Time.Advance(TimeSpan.FromSeconds(5));
        var token = await tokens.GetTokenAsync(["a"]);

        Assert.Equal("third", token.GetValue());
        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_logger_that_throws_costs_neither_a_renewal_nor_the_401()
    {
        await using var services = new TestServices(configure: builder => builder.Services.AddLogging(logging => logging.AddFullDisk()));
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));

        using var answer = await services.CallAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task Scopes_in_another_order_are_the_same_token()
    {
        await using var services = new TestServices();

        var first = await services.Tokens.GetTokenAsync(["b", "a"]);
        var second = await services.Tokens.GetTokenAsync(["a", "b", "a"]);

        Assert.Same(first, second);
        Assert.EndsWith("&scope=b%20a", Assert.Single(services.TokenEndpoint.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broader_token_never_serves_a_narrower_set()
    {
        await using var services = new TestServices();

        var broad = await services.Tokens.GetTokenAsync(["a", "b"]);
        var narrow = await services.Tokens.GetTokenAsync(["a"]);

        Assert.NotEqual(broad.GetValue(), narrow.GetValue());
        Assert.EndsWith("&scope=a", services.TokenEndpoint.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_leaves_the_request_to_the_others()
    {
        await using var services = new TestServices();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        var asked = new TaskCompletionSource();
        var wasCancelled = false;
        services.TokenEndpoint.Answer = async (_, cancelled) =>
        {
            asked.SetResult();
            using var registration = cancelled.Register(() => wasCancelled = true);
            return await gate.Task;
        };
        using var impatience = new CancellationTokenSource();

        var impatient = services.CallAsync(cancellationToken: impatience.Token);
        await asked.Task;
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        var patient = services.CallAsync();
        gate.SetResult(TokenEndpointStub.Token("kept"));
        await patient;

        Assert.False(wasCancelled);
        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal("Bearer kept", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task A_caller_that_has_given_up_already_asks_for_nothing()
    {
        await using var services = new TestServices();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await services.Tokens.GetTokenAsync(["a"], new CancellationToken(canceled: true)));

        Assert.Empty(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task The_provider_gives_out_the_token_that_the_clients_use()
    {
        await using var services = new TestServices();
        await services.CallAsync();

        var token = await services.Tokens.GetTokenAsync([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]);

        Assert.Equal("token-1", token.GetValue());
        Assert.Equal([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], token.Scopes);
        Assert.Equal(services.Time.GetUtcNow().AddHours(1), token.ExpiresAt);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task The_provider_refuses_what_is_no_scope() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await using var services = new TestServices();
            await services.Tokens.GetTokenAsync(["a b"]);
        });

    [Fact]
    public async Task The_provider_replaces_a_rejected_token_with_one_request_for_all_who_report_it()
    {
        await using var services = new TestServices();
        var rejected = await services.Tokens.GetTokenAsync(["a"]);
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;

        var renewals = Enumerable.Range(0, 10).Select(_ => services.Tokens.RenewTokenAsync(rejected).AsTask()).ToList();
        gate.SetResult(TokenEndpointStub.Token("newer"));
        var tokens = await Task.WhenAll(renewals);
        var late = await services.Tokens.RenewTokenAsync(rejected);

        Assert.All(tokens.Append(late), token => Assert.Equal("newer", token?.GetValue()));
        Assert.Equal("newer", (await services.Tokens.GetTokenAsync(["a"])).GetValue());
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task The_provider_has_no_token_in_place_of_a_rejected_one_where_the_last_renewal_was_less_than_30_seconds_ago()
    {
        await using var services = new TestServices();
        var first = await services.Tokens.GetTokenAsync(["a"]);
        var second = await services.Tokens.RenewTokenAsync(first);

        services.Time.Advance(TimeSpan.FromSeconds(29));
        var early = await services.Tokens.RenewTokenAsync(second!);
        services.Time.Advance(TimeSpan.FromSeconds(1));
        var third = await services.Tokens.RenewTokenAsync(second!);

        Assert.Null(early);
        Assert.Equal("token-3", third?.GetValue());
    }

    [Fact]
    public async Task The_provider_has_no_token_in_place_of_a_rejected_one_where_the_renewal_fails()
    {
        await using var services = new TestServices();
        var rejected = await services.Tokens.GetTokenAsync(["a"]);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        Assert.Null(await services.Tokens.RenewTokenAsync(rejected));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await services.Tokens.RenewTokenAsync(null!));
    }

    /// <summary>A clock whose wall time can be set without the monotonic one.</summary>
    private sealed class TwoClocks() : FakeTimeProvider(TestTime.Start)
    {
        private TimeSpan _forward;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _forward;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;

        public void SetWallClock(TimeSpan forward) => _forward = forward;
    }
}
