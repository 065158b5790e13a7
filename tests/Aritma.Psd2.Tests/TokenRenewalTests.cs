using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tests;

/// <summary>What happens when the API answers 401.</summary>
public class TokenRenewalTests
{
    [Fact]
    public async Task A_revoked_token_costs_one_renewal_and_each_call_is_replayed_once()
    {
        const int Calls = 1_000;
        await using var services = new TestServices();
        await services.CallAsync();
        var all = new TaskCompletionSource();
        var sent = 0;
        services.Api.Answer = async request =>
        {
            if (IsAuthorizedWith(request, "token-1"))
            {
                if (Interlocked.Increment(ref sent) == Calls)
                {
                    all.SetResult();
                }

                await all.Task;
                return Unauthorized();
            }

            return new HttpResponseMessage(HttpStatusCode.OK);
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => services.CallAsync()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.Equal(1 + Calls, services.Api.Requests.Count(request => request.Authorization == "Bearer token-1"));
        Assert.Equal(Calls, services.Api.Requests.Count(request => request.Authorization == "Bearer token-2"));
    }

    [Fact]
    public async Task A_late_rejection_of_an_old_token_renews_nothing()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        var slow = new TaskCompletionSource<HttpResponseMessage>();
        var isFirst = true;
        services.Api.Answer = request =>
        {
            if (isFirst)
            {
                isFirst = false;
                return slow.Task;
            }

            return Task.FromResult(IsAuthorizedWith(request, "token-1") ? Unauthorized() : new HttpResponseMessage(HttpStatusCode.OK));
        };

        var late = services.CallAsync("/late");
        await services.CallAsync("/renews");
        slow.SetResult(Unauthorized());
        using var answer = await late;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.Equal("Bearer token-2", services.Api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Calls_that_are_accepted_go_on_while_the_token_is_renewed()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;
        RejectAt(services, "/closed");

        var rejected = services.CallAsync("/closed");
        await services.TokenEndpoint.ReceivedAsync(2);
        using var other = await services.CallAsync("/open");
        Assert.False(rejected.IsCompleted);
        gate.SetResult(TokenEndpointStub.Token("token-2"));
        await rejected;

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-1", "Bearer token-2"],
            services.Api.Requests.Select(request => request.Authorization));
    }

    [Fact]
    public async Task A_resource_that_always_answers_401_is_renewed_for_once_in_30_seconds_and_holds_up_no_other()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 100_000));
        RejectAt(services, "/closed");

        var renewals = await RenewalsAsync(services, TimeSpan.FromMinutes(5));

        Assert.Equal([0, 30, 60, 90, 120, 150, 180, 210, 240, 270], renewals);
    }

    [Fact]
    public async Task A_revocation_is_mended_in_30_seconds_even_where_one_resource_always_answers_401()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 100_000));
        RejectAt(services, "/closed");

        // One second after the last renewal for the resource.
        var revoked = $"token-{(await RenewalsAsync(services, TimeSpan.FromSeconds(91))).Count() + 1}";
        services.Api.Answer = request => Task.FromResult(
            IsAuthorizedWith(request, revoked) || request.RequestUri!.AbsolutePath.EndsWith("/closed", StringComparison.Ordinal)
                ? Unauthorized()
                : new HttpResponseMessage(HttpStatusCode.OK));
        services.Time.Advance(TimeSpan.FromSeconds(28));
        using var early = await services.CallAsync("/open");
        services.Time.Advance(TimeSpan.FromSeconds(1));
        using var first = await services.CallAsync("/closed");
        using var second = await services.CallAsync("/open");

        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual($"Bearer {revoked}", services.Api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task A_rejected_token_of_the_client_before_a_change_never_comes_back()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        var slow = new TaskCompletionSource<HttpResponseMessage>();
        services.Api.Answer = _ => slow.Task;
        var late = services.CallAsync();
        services.Source.Reset(dropToken: true);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        slow.SetResult(Unauthorized());
        using var answer = await late;

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        Assert.Equal(2, services.Api.Requests.Count);
    }

    [Fact]
    public async Task A_new_secret_during_a_renewal_keeps_the_token()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (_, _) => gate.Task;
        RejectAt(services, "/closed");
        var rejected = services.CallAsync("/closed");
        await services.TokenEndpoint.ReceivedAsync(2);

        services.Source.Reset(dropToken: false);
        using var other = await services.CallAsync("/open");

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        gate.SetResult(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        using var answer = await rejected;
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer token-1", services.Api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task An_api_that_always_answers_401_costs_one_renewal_in_30_seconds_and_the_401_reaches_the_callers()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(TokenEndpointStub.Token($"token-{number}", expiresIn: 100_000));
        services.Api.Answer = _ => Task.FromResult(Unauthorized());
        var renewals = new List<double>();
        var known = 1;

        for (var second = 0; second < 300; second++)
        {
            using var answer = await services.CallAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            if (services.TokenEndpoint.Requests.Count > known)
            {
                Assert.Equal(++known, services.TokenEndpoint.Requests.Count);
                renewals.Add(second);
            }

            services.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 30, 60, 90, 120, 150, 180, 210, 240, 270], renewals);
        Assert.Equal(300 + renewals.Count, services.Api.Requests.Count);
        Assert.Equal(renewals.Count, services.Logs.GetSnapshot().Count(record =>
            record is { Level: LogLevel.Warning, Category: "Aritma.Psd2.Tokens.TokenSource", Id.Id: 5 }));
    }

    [Fact]
    public async Task A_token_that_is_revoked_every_30_seconds_costs_no_call_its_answer()
    {
        await using var services = new TestServices();
        var revoked = new HashSet<string>();
        services.Api.Answer = request => Task.FromResult(
            revoked.Contains(request.Headers.Authorization!.Parameter!) ? Unauthorized() : new HttpResponseMessage(HttpStatusCode.OK));
        await services.CallAsync();

        for (var number = 1; number <= 10; number++)
        {
            revoked.Add($"token-{number}");
            using var answer = await services.CallAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            services.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(11, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_refreshed_token_that_is_rejected_is_renewed_at_once()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(3200));
        await services.CallAsync();
        await services.IsIdleAsync();
        RejectAll(services, "token-1", "token-2");

        using var answer = await services.CallAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer token-3", services.Api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task A_second_revocation_within_30_seconds_reaches_the_callers_until_they_are_over()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        RejectAll(services, "token-1");
        await services.CallAsync();
        RejectAll(services, "token-1", "token-2");

        services.Time.Advance(TimeSpan.FromSeconds(29));
        using var tooEarly = await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(1));
        using var renewed = await services.CallAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, tooEarly.StatusCode);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [InlineData("""Bearer error="insufficient_scope" """)]
    [InlineData("""Bearer realm="psd2", error="insufficient_scope", scope="banking.ais.read" """)]
    [InlineData("""bearer realm="a, \"b\" c",ERROR = insufficient_scope""")]
    public async Task Insufficient_scope_renews_nothing(string challenge)
    {
        await using var services = new TestServices();
        services.Api.Answer = _ => Task.FromResult(Unauthorized(challenge));

        using var answer = await services.CallAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Single(services.Api.Requests);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("""Bearer error="invalid_token", error_description="error=insufficient_scope, error=\"insufficient_scope\"" """)]
    [InlineData("""Digest realm="x", error="insufficient_scope" """)]
    [InlineData(",,=\"\"")]
    public async Task Any_other_401_renews(string? challenge)
    {
        await using var services = new TestServices();
        services.Api.Answer = request => Task.FromResult(
            IsAuthorizedWith(request, "token-1") ? Unauthorized(challenge) : new HttpResponseMessage(HttpStatusCode.OK));

        using var answer = await services.CallAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_renewal_that_fails_leaves_the_401_to_the_caller_and_the_token_to_others()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));
        services.Api.Answer = request => Task.FromResult(
            request.RequestUri!.AbsolutePath.EndsWith("/closed", StringComparison.Ordinal)
            ? Unauthorized()
            : new HttpResponseMessage(HttpStatusCode.OK));

        using var rejected = await services.CallAsync("/closed");
        using var other = await services.CallAsync("/open");

        Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
        Assert.Equal("closed", await rejected.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.All(services.Api.Requests, request => Assert.Equal("Bearer token-1", request.Authorization));
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_renewal_that_failed_is_tried_again_as_soon_as_its_pause_is_over()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        RejectAll(services, "token-1");
        services.TokenEndpoint.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError);
        using var rejected = await services.CallAsync();
        services.TokenEndpoint.Answers(TokenEndpointStub.Token("token-2"));

        using var early = await services.CallAsync();
        services.Time.Advance(TimeSpan.FromSeconds(1));
        using var renewed = await services.CallAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
    }

    [Fact]
    public async Task The_rejection_is_disposed_when_the_call_is_replayed()
    {
        await using var services = new TestServices();
        var rejection = Unauthorized();
        services.Api.Answer = request => Task.FromResult(
            IsAuthorizedWith(request, "token-1") ? rejection : new HttpResponseMessage(HttpStatusCode.OK));

        using var answer = await services.CallAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => rejection.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_caller_who_sets_Authorization_gets_the_401()
    {
        await using var services = new TestServices();
        services.Api.Answer = _ => Task.FromResult(Unauthorized());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "own");

        using var answer = await services.Client().SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    /// <summary>
    /// The seconds in which tokens are renewed, with one call a second to each of two resources. Only one of them may be rejected.
    /// </summary>
    private static async Task<IEnumerable<double>> RenewalsAsync(TestServices services, TimeSpan duration)
    {
        var renewals = new List<double>();
        using var warm = await services.CallAsync("/open");
        for (var second = 0; second < duration.TotalSeconds; second++)
        {
            var known = services.TokenEndpoint.Requests.Count;
            using var rejected = await services.CallAsync("/closed");
            using var accepted = await services.CallAsync("/open");
            Assert.Equal(HttpStatusCode.Unauthorized, rejected.StatusCode);
            Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
            renewals.AddRange(Enumerable.Repeat((double)second, services.TokenEndpoint.Requests.Count - known));
            services.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return renewals;
    }

    private static void RejectAt(TestServices services, string path) => services.Api.Answer = request => Task.FromResult(
        request.RequestUri!.AbsolutePath.EndsWith(path, StringComparison.Ordinal)
            ? Unauthorized()
            : new HttpResponseMessage(HttpStatusCode.OK));

    private static void RejectAll(TestServices services, params string[] tokens) => services.Api.Answer = request => Task.FromResult(
        tokens.Any(token => IsAuthorizedWith(request, token)) ? Unauthorized() : new HttpResponseMessage(HttpStatusCode.OK));

    private static bool IsAuthorizedWith(HttpRequestMessage request, string token) => request.Headers.Authorization?.Parameter == token;

    private static HttpResponseMessage Unauthorized(string? challenge = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent("closed") };
        if (challenge is not null)
        {
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
        }

        return response;
    }
}
