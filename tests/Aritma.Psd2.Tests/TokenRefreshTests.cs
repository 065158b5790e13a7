using System.Net;
using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Tests;

/// <summary>Near expiry: one background refresh runs while callers go on with the current token.</summary>
public class TokenRefreshTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1000);

    /// <summary>Beyond the jitter of the refresh, before the margin of 60 seconds.</summary>
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(860);

    [Fact]
    public async Task No_caller_waits_for_a_refresh()
    {
        await using var services = Services();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        await services.CallAsync();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;

        services.Time.Advance(Due);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => services.CallAsync()));
        await services.TokenEndpoint.ReceivedAsync(2);
        await services.CallAsync();

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.All(services.Api.Requests, request => Assert.Equal("Bearer token-1", request.Authorization));
        gate.SetResult(TokenEndpointStub.Token("refreshed", (int)Lifetime.TotalSeconds));
    }

    [Fact]
    public async Task The_refreshed_token_takes_over()
    {
        await using var services = Services();
        await services.CallAsync();

        services.Time.Advance(Due);
        await services.CallAsync();
        await services.IsIdleAsync();
        await services.CallAsync();

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task It_starts_between_75_and_85_percent_of_the_life()
    {
        await using var services = Services();

        foreach (var _ in Enumerable.Range(0, 200))
        {
            var token = new CachedToken(new Psd2AccessToken("t", [], TestTime.Start), Lifetime, requestedAt: 0, services.Time);

            Assert.InRange(token.RefreshAt, TimeSpan.FromSeconds(750).Ticks, TimeSpan.FromSeconds(850).Ticks);
        }
    }

    [Fact]
    public async Task Nothing_is_refreshed_before_75_percent_of_the_life()
    {
        await using var services = Services();
        await services.CallAsync();

        services.Time.Advance(TimeSpan.FromSeconds(749));
        await services.CallAsync();

        Assert.False(services.Source.Status.IsRequesting);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task Without_calls_nothing_is_refreshed()
    {
        await using var services = Services();
        await services.CallAsync();

        services.Time.Advance(TimeSpan.FromHours(10));

        Assert.False(services.Source.Status.IsRequesting);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task While_refreshes_fail_the_token_serves_until_its_margin_and_attempts_back_off()
    {
        await using var services = Services();
        await services.CallAsync();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        services.Time.Advance(Due);
        var end = services.Time.GetUtcNow() + Lifetime - Due - TimeSpan.FromSeconds(60);
        for (; services.Time.GetUtcNow() < end; services.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            await services.CallAsync();
            await services.IsIdleAsync();
        }

        // After 0, 5, 15, 35 and 75 seconds of the 80.
        Assert.Equal(1 + 5, services.TokenEndpoint.Requests.Count);
        Assert.All(services.Api.Requests, request => Assert.Equal("Bearer token-1", request.Authorization));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        Assert.Equal("invalid_client", failure.Error);
        Assert.Equal(1 + 5, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_caller_that_comes_after_the_margin_waits_for_the_refresh_that_is_under_way()
    {
        await using var services = Services();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        await services.CallAsync();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;

        services.Time.Advance(TimeSpan.FromSeconds(939));
        await services.CallAsync();
        await services.TokenEndpoint.ReceivedAsync(2);
        services.Time.Advance(TimeSpan.FromSeconds(2));
        var late = services.CallAsync();
        Assert.False(late.IsCompleted);
        gate.SetResult(TokenEndpointStub.Token("refreshed"));
        await late;

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.Equal("Bearer refreshed", services.Api.Requests.Last().Authorization);
    }

    [Theory]
    [InlineData(3600, 2)]
    [InlineData(300, 16)]
    [InlineData(61, 80)]
    [InlineData(60, 80)]
    [InlineData(30, 160)]
    public async Task One_request_a_second_for_an_hour_costs_few_token_requests(int lifetime, int most)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", lifetime));

        for (var second = 0; second < 3600; second++)
        {
            await services.CallAsync();
            await services.IsIdleAsync();
            services.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(services.TokenEndpoint.Requests.Count, 1, most);
    }

    private static TestServices Services()
    {
        var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            TokenEndpointStub.Token($"token-{number}", (int)Lifetime.TotalSeconds));
        return services;
    }
}
