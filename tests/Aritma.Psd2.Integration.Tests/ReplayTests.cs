using System.Net;
using Aritma.Psd2.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Aritma.Psd2.Integration.Tests;

/// <summary>The bodies that Refit sends, before and after a 401.</summary>
public class ReplayTests
{
    [Fact]
    public async Task A_call_of_Refit_is_replayed_when_its_token_was_revoked()
    {
        await using var app = await App.StartAsync();
        await app.Consents.CreateAsync(new NewConsent("psd2"));
        app.Sandbox.RevokeTokens();

        var consent = await app.Consents.CreateAsync(new NewConsent("psd2"));

        Assert.NotEmpty(consent.ConsentId);
        Assert.Equal([201, 401, 201], app.Sandbox.ApiRequests.Select(request => request.StatusCode));
        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
    }

    [Fact]
    public async Task Any_number_of_calls_whose_token_was_revoked_cost_one_renewal()
    {
        await using var app = await App.StartAsync();
        await app.Accounts.GetMessageAsync();
        app.Sandbox.RevokeTokens();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => app.Accounts.GetMessageAsync()));

        // The consent is missing: what counts is that the token was accepted.
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
    }

    [Fact]
    public async Task A_401_whatever_the_token_costs_one_renewal_and_reaches_the_callers()
    {
        await using var app = await App.StartAsync();
        app.Sandbox.ApiFaults.Add(new SandboxFault { StatusCode = 401 }, int.MaxValue);

        for (var call = 0; call < 10; call++)
        {
            using var answer = await app.Accounts.GetMessageAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(2, app.Sandbox.TokenRequests.Count);
        Assert.Equal(11, app.Sandbox.ApiRequests.Count);
    }

    [Fact]
    public async Task The_default_json_body_is_sent_again() =>
        await AssertIsReplayedAsync(api => api.PostJsonAsync(new NewConsent("psd2")), """{"channelType":"psd2"}""");

    [Fact]
    public async Task A_buffered_json_body_is_sent_again() =>
        await AssertIsReplayedAsync(api => api.PostBufferedAsync(new NewConsent("psd2")), """{"channelType":"psd2"}""");

    [Fact]
    public async Task A_form_is_sent_again() =>
        await AssertIsReplayedAsync(api => api.PostFormAsync(new Dictionary<string, string> { ["a"] = "1" }), "a=1");

    [Fact]
    public async Task A_string_is_sent_again() => await AssertIsReplayedAsync(api => api.PostTextAsync("text"), "text");

    [Fact]
    public async Task A_stream_that_can_seek_is_sent_again() =>
        await AssertIsReplayedAsync(api => api.PostStreamAsync(new MemoryStream("file"u8.ToArray())), "file");

    [Fact]
    public async Task A_multipart_body_of_bytes_is_sent_again() =>
        await AssertIsReplayedAsync(
            api => api.PostPartsAsync(new ByteArrayPart("file"u8.ToArray(), "a.txt")),
            body => body.Contains("\r\n\r\nfile\r\n", StringComparison.Ordinal));

    [Fact]
    public async Task A_stream_that_can_be_read_once_is_sent_again() =>
        await AssertIsReplayedAsync(api => api.PostStreamAsync(new ForwardOnlyStream("once")), "once");

    [Fact]
    public async Task What_is_too_large_to_be_kept_leaves_its_401_to_the_caller()
    {
        await using var api = new Api();
        await api.PostAsync(client => client.PostJsonAsync(new NewConsent("first")));
        api.Revoke();

        using var rejected = await api.PostAsync(client => client.PostStreamAsync(new ForwardOnlyStream(new string('x', 1_048_577))));
        using var next = await api.PostAsync(client => client.PostJsonAsync(new NewConsent("next")));

        Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
        Assert.Equal("revoked", await rejected.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Single(api.Bodies, body => body.Length > 1_000_000);
        Assert.Equal("""{"channelType":"next"}""", api.Bodies[^1]);
    }

    private sealed class ForwardOnlyStream(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }

    private static Task AssertIsReplayedAsync(Func<IBodiesApi, Task<HttpResponseMessage>> call, string body) =>
        AssertIsReplayedAsync(call, received => received == body);

    private static async Task AssertIsReplayedAsync(Func<IBodiesApi, Task<HttpResponseMessage>> call, Predicate<string> isBody)
    {
        await using var api = new Api();
        using var first = await api.PostAsync(call);
        api.Revoke();

        using var answer = await api.PostAsync(call);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, api.Bodies.Count);
        Assert.All(api.Bodies, body => Assert.True(isBody(body), body));
    }

    /// <summary>A server that issues tokens and takes any body with them, and a client of it.</summary>
    private sealed class Api : IAsyncDisposable
    {
        private readonly WireMockServer _server = Stub.Start();
        private readonly ServiceProvider _services;

        public Api()
        {
            var tokenRequest = Request.Create().WithPath("/connect/token").UsingPost();
            _server.Given(tokenRequest).InScenario("tokens").WillSetStateTo("issued").RespondWith(Stub.Token("token-1"));
            _server.Given(tokenRequest).InScenario("tokens").WhenStateIs("issued").RespondWith(Stub.Token("token-2"));
            _server.Given(CallWith("token-1")).RespondWith(Response.Create().WithSuccess());
            _server.Given(CallWith("token-2")).RespondWith(Response.Create().WithSuccess());
            var services = new ServiceCollection();
            services.AddPsd2Clients(options =>
            {
                (options.TokenEndpoint, options.ApiBaseAddress) = (new Uri(_server.Url + "/connect/token"), new Uri(_server.Url + "/api"));
                (options.ClientId, options.ClientSecret) = ("erp", "secret");
            });
            _services = services.BuildServiceProvider();
        }

        public IReadOnlyList<string> Bodies =>
            [.. _server.FindLogEntries(Request.Create().WithPath("/api/*")).Select(call => call.RequestMessage.Body!)];

        public Task<HttpResponseMessage> PostAsync(Func<IBodiesApi, Task<HttpResponseMessage>> call) =>
            call(_services.GetRequiredService<IBodiesApi>());

        /// <summary>Revokes the first token.</summary>
        public void Revoke() => _server.Given(CallWith("token-1")).AtPriority(-1)
            .RespondWith(Response.Create().WithStatusCode(HttpStatusCode.Unauthorized).WithBody("revoked"));

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            _server.Dispose();
        }

        private static IRequestMatcher CallWith(string token) =>
            Request.Create().WithPath("/api/*").UsingPost().WithHeader("Authorization", $"Bearer {token}");
    }
}
