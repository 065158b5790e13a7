using System.Net;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>A token endpoint that fails once and then issues tokens: when it is asked again, and what the callers are told.</summary>
public sealed class BusyTokenEndpointTests : IDisposable
{
    private readonly WireMockServer _server = Stub.Start();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_transient_failure_is_repeated_and_the_call_goes_out_with_the_token(int status)
    {
        AnswerFirst(Response.Create().WithStatusCode(status).WithHeader("Content-Type", "text/html").WithBody("<html>Busy</html>"));
        await using var app = await StartAsync();

        await app.Consents.GetBanksAsync();

        Assert.Equal(["/connect/token", "/connect/token", "/api/banks Bearer token-1"], Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_short_Retry_After_is_waited_for(int status)
    {
        AnswerFirst(Response.Create().WithStatusCode(status).WithHeader("Retry-After", "5"));
        await using var app = await StartAsync();
        var start = app.Time.GetUtcNow();

        await app.Consents.GetBanksAsync();

        Assert.InRange(app.Time.GetUtcNow() - start, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5));
        Assert.Equal(["/connect/token", "/connect/token", "/api/banks Bearer token-1"], Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_long_Retry_After_fails_the_calls_until_it_is_over(int status)
    {
        AnswerFirst(Response.Create().WithStatusCode(status).WithHeader("Retry-After", "120"));
        await using var app = await StartAsync();

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());
        app.Time.Advance(TimeSpan.FromSeconds(100));
        var later = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());

        Assert.True(failure.IsTransient);
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(120), failure.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(20), later.RetryAfter);
        Assert.Equal(["/connect/token"], Requests);

        app.Time.Advance(TimeSpan.FromSeconds(20));
        await app.Accounts.GetNothingAsync();
        Assert.Equal(["/connect/token", "/connect/token", "/api/accounts Bearer token-1"], Requests);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_a_typed_error_until_the_pause_after_it_is_over()
    {
        AnswerFirst(Stub.Token(new string('t', 70_000)));
        await using var app = await StartAsync();

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => app.Accounts.GetNothingAsync());
        Assert.Contains("more than 65536 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.False(failure.IsTransient);
        Assert.Equal(["/connect/token"], Requests);

        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.Accounts.GetNothingAsync();
        Assert.Equal(["/connect/token", "/connect/token", "/api/accounts Bearer token-1"], Requests);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Path and Authorization header of each request, in their order.</summary>
    private IEnumerable<string> Requests =>
        _server.LogEntries.Select(entry => $"{entry.RequestMessage.Path} {entry.RequestMessage.Authorization()}".TrimEnd());

    /// <summary>Answers the first token request with this, all others with a token.</summary>
    private void AnswerFirst(IResponseBuilder answer)
    {
        var tokenRequest = Request.Create().WithPath("/connect/token").UsingPost();
        _server.Given(tokenRequest).InScenario("endpoint").WillSetStateTo("well").RespondWith(answer);
        _server.Given(tokenRequest).InScenario("endpoint").WhenStateIs("well").RespondWith(Stub.Token("token-1"));
        _server.Given(Request.Create().WithPath("/api/*").UsingGet()).RespondWith(Response.Create().WithSuccess());
    }

    private Task<App> StartAsync() => App.StartAsync(options =>
        (options.TokenEndpoint, options.ApiBaseAddress) = (new Uri(_server.Url + "/connect/token"), new Uri(_server.Url + "/api")));
}
