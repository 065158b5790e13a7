using System.Diagnostics.Metrics;
using System.Net;
using Aritma.Psd2.Http;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Aritma.Psd2.Tests;

/// <summary>A client whose methods differ in their scopes.</summary>
public class MethodScopesTests
{
    [Fact]
    public async Task A_call_carries_a_token_of_exactly_its_methods_scopes()
    {
        await using var services = new MethodServices();

        await services.CallAsync("Write");
        await services.CallAsync("Read");
        await services.CallAsync("Write");
        await services.CallAsync("Read");

        Assert.Equal(["Bearer write.read-1", "Bearer read-1", "Bearer write.read-1", "Bearer read-1"], services.Sent);
        Assert.Equal(["write read", "read"], services.Tokens.Requests);
    }

    [Fact]
    public async Task Sets_of_the_same_scopes_share_a_token()
    {
        await using var services = new MethodServices(configure: builder =>
        {
            var scopes = new Psd2ClientScopes(
                typeof(ISame), ["b", "a"], new Psd2MethodScopes("Read", ["a", "b"]), new Psd2MethodScopes("Write", ["c"]));
            builder.AddGeneratedClient(scopes, client => client.ConfigurePrimaryHttpMessageHandler(() => new ApiStub()));
        });
        var client = services.Provider.GetRequiredService<IHttpClientFactory>().CreateClient(
            "Aritma.Psd2/Aritma.Psd2.Tests.MethodScopesTests.ISame");

        await client.SendAsync(MethodServices.Request("Read"));
        await client.SendAsync(MethodServices.Request("Another"));

        Assert.Equal(["b a"], services.Tokens.Requests);
    }

    [Fact]
    public async Task Calls_in_turns_keep_one_header_for_each_set()
    {
        await using var services = new MethodServices();
        var headers = new List<object?>();
        services.Api.Answer = request =>
        {
            headers.Add(request.Headers.Authorization);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        };

        for (var turn = 0; turn < 3; turn++)
        {
            await services.CallAsync("Read");
            await services.CallAsync("Write");
        }

        Assert.Equal(2, headers.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Same(headers[0], headers[4]);
        Assert.Same(headers[1], headers[5]);
    }

    [Fact]
    public async Task A_401_renews_the_token_that_it_met_and_no_other()
    {
        await using var services = new MethodServices();
        await services.CallAsync("Read");
        await services.CallAsync("Write");
        services.Api.Requests.Clear();
        services.Api.Answer = request => Task.FromResult(new HttpResponseMessage(
            request.Headers.Authorization!.Parameter == "read-1" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));

        using var mended = await services.CallAsync("Read");
        using var untouched = await services.CallAsync("Write");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (mended.StatusCode, untouched.StatusCode));
        Assert.Equal(["Bearer read-1", "Bearer read-2", "Bearer write.read-1"], services.Sent);
        Assert.Equal(["read", "write read", "read"], services.Tokens.Requests);
    }

    [Fact]
    public async Task An_api_that_rejects_one_set_costs_the_other_no_renewal_of_its_own()
    {
        await using var services = new MethodServices();
        await services.CallAsync("Read");
        await services.CallAsync("Write");
        services.Api.Answer = request => Task.FromResult(new HttpResponseMessage(
            request.Headers.Authorization!.Parameter == "write.read-2" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized));

        using var rejected = await services.CallAsync("Read");
        using var rejectedAgain = await services.CallAsync("Read");
        using var mended = await services.CallAsync("Write");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (rejected.StatusCode, rejectedAgain.StatusCode));
        Assert.Equal(HttpStatusCode.OK, mended.StatusCode);
        Assert.Equal(["read", "write read", "read", "write read"], services.Tokens.Requests);
    }

    [Fact]
    public async Task Many_calls_of_both_sets_at_once_cost_one_token_request_each()
    {
        await using var services = new MethodServices();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        services.Tokens.Gate = _ => gate.Task;

        var calls = Enumerable.Range(0, 1_000).Select(call => services.CallAsync(call % 2 == 0 ? "Read" : "Write")).ToList();
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(["read", "write read"], services.Tokens.Requests.Order());
        Assert.Equal(500, services.Sent.Count(sent => sent == "Bearer read-1"));
        Assert.Equal(500, services.Sent.Count(sent => sent == "Bearer write.read-1"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_disturbs_neither_its_own_set_nor_the_other()
    {
        await using var services = new MethodServices();
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        services.Tokens.Gate = scopes =>
        {
            asked.TrySetResult();
            return scopes == "read" ? gate.Task : Task.CompletedTask;
        };
        using var impatience = new CancellationTokenSource();

        var given = services.CallAsync("Read", impatience.Token);
        await asked.Task;
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await services.CallAsync("Write");
        gate.SetResult();
        await services.CallAsync("Read");

        Assert.Equal(["Bearer write.read-1", "Bearer read-1"], services.Sent);
        Assert.Equal(["read", "write read"], services.Tokens.Requests);
    }

    [Fact]
    public async Task The_tokens_of_all_sets_are_observed()
    {
        await using var services = new MethodServices();
        using var lives = new MetricCollector<double>(
            services.Provider.GetRequiredService<IMeterFactory>(), "Aritma.Psd2", "aritma.psd2.token.remaining_life");
        await services.CallAsync("Read");
        await services.CallAsync("Write");

        lives.RecordObservableInstruments();

        Assert.Equal(
            [("read", 3600), ("read write", 3600)],
            lives.GetMeasurementSnapshot().Select(life => (life.Tags["aritma.psd2.scopes"], life.Value)).Order());
    }

    [Theory]
    [InlineData("Read")]
    [InlineData("Write")]
    public async Task A_call_to_another_origin_is_refused_whatever_its_scopes(string method)
    {
        await using var services = new MethodServices();

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => services.Client().SendAsync(MethodServices.Request(method, "https://evil.example/api")));

        Assert.Contains("https://evil.example was not sent", refusal.Message, StringComparison.Ordinal);
        AssertNothingWasSent(services);
    }

    [Theory]
    [InlineData("Read")]
    [InlineData("Contradictory")]
    [InlineData("Unlisted")]
    public async Task An_Authorization_of_the_caller_is_left_alone_and_kept_from_other_origins(string method)
    {
        await using var services = new MethodServices();

        await services.Client().SendAsync(MethodServices.Request(method, authorization: "Bearer own"));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => services.Client().SendAsync(MethodServices.Request(method, "https://evil.example/", "Bearer own")));

        Assert.Equal(["Bearer own"], services.Sent);
        Assert.Empty(services.Tokens.Requests);
    }

    [Theory]
    [InlineData("https://banking.dev.aritma.io/api/banks")]
    [InlineData("https://other.example/banks")]
    [InlineData("http://127.0.0.1:8080/banks")]
    public async Task An_anonymous_call_goes_anywhere_without_a_token(string address)
    {
        await using var services = new MethodServices();
        await services.CallAsync("Read");
        services.Api.Requests.Clear();

        await services.Client().SendAsync(MethodServices.Request("Open", address));

        Assert.Equal((new Uri(address), null), Assert.Single(services.Api.Requests));
        Assert.Equal(["read"], services.Tokens.Requests);
    }

    [Theory]
    [InlineData("Bearer", null)]
    [InlineData("bearer ", null)]
    [InlineData(" ", null)]
    [InlineData("Bearer own", "Bearer own")]
    [InlineData("Basic dXNlcjpwdw==", "Basic dXNlcjpwdw==")]
    [InlineData("not;a valid (header)", "not;a valid (header)")]
    public async Task An_anonymous_call_keeps_an_Authorization_of_the_caller_and_loses_Refits_placeholder(
        string authorization, string? sent)
    {
        await using var services = new MethodServices();

        await services.Client().SendAsync(MethodServices.Request("Open", "https://other.example/", authorization));

        Assert.Equal([sent], services.Sent);
        Assert.Empty(services.Tokens.Requests);
    }

    [Fact]
    public async Task A_401_of_an_anonymous_call_reaches_the_caller()
    {
        await using var services = new MethodServices();
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));

        using var answer = await services.CallAsync("Open");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Single(services.Api.Requests);
        Assert.Empty(services.Tokens.Requests);
    }

    [Fact]
    public async Task An_anonymous_call_by_plain_http_is_refused_unless_the_options_allow_it()
    {
        await using var strict = new MethodServices();
        await using var lax = new MethodServices(options => options.RequireHttps = false);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => strict.Client().SendAsync(MethodServices.Request("Open", "http://other.example/banks?secret=x")));
        await lax.Client().SendAsync(MethodServices.Request("Open", "http://other.example/banks"));

        Assert.StartsWith("The call to http://other.example was not sent", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("RequireHttps", refusal.Message, StringComparison.Ordinal);
        AssertNothingWasSent(strict);
        Assert.Equal([null], lax.Sent);
    }

    [Fact]
    public async Task A_client_of_anonymous_methods_alone_asks_for_no_token()
    {
        var api = new ApiStub();
        await using var services = new MethodServices(configure: builder =>
        {
            var scopes = new Psd2ClientScopes(typeof(IAnonymous), [], new Psd2MethodScopes("Open", [], isAnonymous: true));
            builder.AddGeneratedClient(scopes, client => client.ConfigurePrimaryHttpMessageHandler(() => api));
        });
        var client = services.Provider.GetRequiredService<IHttpClientFactory>().CreateClient(
            "Aritma.Psd2/Aritma.Psd2.Tests.MethodScopesTests.IAnonymous");

        await client.SendAsync(MethodServices.Request("Open"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(MethodServices.Request("Read")));

        Assert.Null(Assert.Single(api.Requests).Authorization);
        Assert.Empty(services.Tokens.Requests);
    }

    [Theory]
    [InlineData("Contradictory", "The call of 'Contradictory' was not sent: the PSD2 client 'IByMethod' declares no scopes", "either [Psd2Scopes] or [Psd2Anonymous] on it, the same on all methods of its name (PSD2011, PSD2012)")]
    [InlineData("Unlisted", "The call of 'Unlisted' was not sent: the PSD2 client 'IByMethod' declares no scopes", "either [Psd2Scopes] or [Psd2Anonymous] on it")]
    public async Task A_call_without_scopes_is_refused_before_anything_is_sent(string method, string what, string remedy)
    {
        await using var services = new MethodServices();

        foreach (var address in new[] { "https://banking.dev.aritma.io/api/accounts/secret", "https://other.example/secret" })
        {
            var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
                () => services.Client().SendAsync(MethodServices.Request(method, address, "Bearer")));

            Assert.StartsWith(what, refusal.Message, StringComparison.Ordinal);
            Assert.Contains(remedy, refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        }

        AssertNothingWasSent(services);
    }

    [Fact]
    public async Task A_handler_that_sends_a_copy_without_the_options_is_told_so()
    {
        await using var services = new MethodServices(configure: builder =>
            builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new Copying())));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => services.CallAsync("Read"));

        Assert.Contains("HttpRequestMessage.Options", refusal.Message, StringComparison.Ordinal);
        AssertNothingWasSent(services);
    }

    private static void AssertNothingWasSent(MethodServices services)
    {
        Assert.Empty(services.Api.Requests);
        Assert.Empty(services.Tokens.Requests);
    }

    private interface ISame;

    private interface IAnonymous;

    private sealed class Copying : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            base.SendAsync(new HttpRequestMessage(request.Method, request.RequestUri), cancellationToken);
    }
}
