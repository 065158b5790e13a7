using System.Net;
using System.Net.Http.Headers;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>Failures of the token endpoint: what is repeated, what is remembered, and for how long.</summary>
public class TokenPauseTests
{
    [Theory]
    [InlineData("invalid_client", HttpStatusCode.BadRequest)]
    [InlineData("invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("invalid_scope", HttpStatusCode.BadRequest)]
    [InlineData("unauthorized_client", HttpStatusCode.BadRequest)]
    [InlineData("something_else", HttpStatusCode.Forbidden)]
    [InlineData("invalid_client", HttpStatusCode.OK)]
    public async Task A_refusal_is_neither_repeated_nor_asked_for_again(string error, HttpStatusCode status)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json($$"""{"error":"{{error}}"}""", status));

        for (var call = 0; call < 10; call++)
        {
            var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            Assert.Equal(error, failure.Error);
            Assert.False(failure.IsTransient);
            Assert.Equal(TimeSpan.FromSeconds(5), failure.RetryAfter);
        }

        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task The_pause_after_a_refusal_doubles_up_to_one_minute()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        var requests = await RequestTimesAsync(services, TimeSpan.FromMinutes(5));

        Assert.Equal([0, 5, 15, 35, 75, 135, 195, 255], requests);
    }

    [Fact]
    public async Task The_pause_after_a_transient_failure_doubles_up_to_30_seconds()
    {
        // Repeated by nobody: the handler of the user's has done so already. This leaves one request for each call.
        await using var services = new TestServices(configure: builder =>
            builder.ConfigureTokenClient(client => client.AddHttpMessageHandler(() => new Twice())));
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var requests = await RequestTimesAsync(services, TimeSpan.FromMinutes(2));

        Assert.Equal([0, 0, 1, 1, 3, 3, 7, 7, 15, 15, 31, 31, 61, 61, 91, 91], requests);
    }

    [Fact]
    public async Task A_refusal_after_an_outage_pauses_as_a_first_one()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        for (var failure = 0; failure < 8; failure++)
        {
            await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            services.Time.Advance(TimeSpan.FromSeconds(30));
        }

        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.NotFound));
        var refusal = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(TimeSpan.FromSeconds(5), refusal.RetryAfter);
    }

    [Fact]
    public async Task The_time_limit_holds_where_a_handler_blocks_its_thread()
    {
        await using var services = new TestServices();
        using var end = new ManualResetEventSlim();
        services.TokenEndpoint.Answer = (_, _) =>
        {
            end.Wait(CancellationToken.None);
            return Task.FromResult(TokenEndpointStub.Token("too-late"));
        };

        var call = services.CallAsync();
        await services.TokenEndpoint.ReceivedAsync(1);
        services.Time.Advance(TimeSpan.FromSeconds(30));
        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call);
        end.Set();

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task RetryAfter_tells_how_much_of_the_pause_is_left()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        var first = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        services.Time.Advance(TimeSpan.FromSeconds(3));
        var second = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(TimeSpan.FromSeconds(5), first.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(2), second.RetryAfter);
        Assert.Equal(first.Message, second.Message);
        Assert.NotSame(first, second);
    }

    [Fact]
    public async Task A_token_ends_the_growth_of_the_pause()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number % 3 == 0
            ? TokenEndpointStub.Token($"token-{number}", expiresIn: 10)
            : TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        for (var round = 0; round < 3; round++)
        {
            var first = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            services.Time.Advance(TimeSpan.FromSeconds(5));
            var second = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            services.Time.Advance(TimeSpan.FromSeconds(10));
            await services.CallAsync();
            services.Time.Advance(TimeSpan.FromSeconds(10));

            Assert.Equal(TimeSpan.FromSeconds(5), first.RetryAfter);
            Assert.Equal(TimeSpan.FromSeconds(10), second.RetryAfter);
        }
    }

    public static TheoryData<Func<HttpResponseMessage>> TransientFailures() =>
    [
        () => new HttpResponseMessage(HttpStatusCode.InternalServerError),
        () => new HttpResponseMessage(HttpStatusCode.BadGateway),
        () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
        () => new HttpResponseMessage(HttpStatusCode.RequestTimeout),
        () => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
        () => throw new HttpRequestException(HttpRequestError.ConnectionError),
        () => throw new IOException("connection reset"),
        () => throw new TaskCanceledException("ConnectTimeout"),
    ];

    [Theory]
    [MemberData(nameof(TransientFailures), DisableDiscoveryEnumeration = true)]
    public async Task A_transient_failure_is_repeated_until_there_is_a_token(Func<HttpResponseMessage> failure)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number <= 4 ? failure() : TokenEndpointStub.Token("at-last"));

        using var answer = await services.CallAsync();

        Assert.Equal("Bearer at-last", Assert.Single(services.Api.Requests).Authorization);
        Assert.Equal(5, services.TokenEndpoint.Requests.Count);
        Assert.InRange(services.Time.GetUtcNow(), TestTime.Start.AddTicks(1), TestTime.Start.AddSeconds(30));
    }

    [Fact]
    public async Task After_five_requests_all_callers_get_the_failure()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));

        var failures = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync())));

        Assert.All(failures, failure => Assert.True(failure.IsTransient));
        Assert.Equal(100, failures.Distinct().Count());
        Assert.Equal(5, services.TokenEndpoint.Requests.Count);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task After_a_failure_an_acquisition_is_a_single_request_until_there_is_a_token()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        List<int> requests = [];

        foreach (var isUp in new[] { false, false, false, true, false })
        {
            services.TokenEndpoint.Requests.Clear();
            services.TokenEndpoint.Answers(
                isUp ? TokenEndpointStub.Token("brief", expiresIn: 10) : new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
            var failure = await Record.ExceptionAsync(() => services.CallAsync());
            Assert.Equal(isUp, failure is null);
            requests.Add(services.TokenEndpoint.Requests.Count);
            services.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal([5, 1, 1, 1, 5], requests);
    }

    [Fact]
    public async Task Requests_that_hang_are_repeated_within_one_limit()
    {
        await using var services = new TestServices();

        var failure = await services.HangAsync();

        Assert.True(failure.IsTransient);
        Assert.Contains("within 30 s.", failure.Message, StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Null(failure.StatusCode);
        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task While_the_endpoint_hangs_a_later_call_waits_for_a_single_request_of_10_seconds()
    {
        await using var services = new TestServices();
        await services.HangAsync();
        services.Time.Advance(TimeSpan.FromSeconds(1));
        var start = services.Time.GetUtcNow();

        var failure = await services.HangAsync();

        Assert.Contains("within 10 s.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), services.Time.GetUtcNow() - start);
        Assert.Equal(4, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task A_repeated_request_is_logged_while_callers_still_wait()
    {
        await using var services = new TestServices();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        services.TokenEndpoint.Answer = (number, _) =>
            number == 1 ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway)) : gate.Task;

        var call = services.CallAsync();
        await services.TokenEndpoint.ReceivedAsync(2);

        Assert.Single(services.Logs.GetSnapshot(), record => record is { Category: "Aritma.Psd2.Tokens.TokenAcquirer", Id.Id: 4 });
        gate.SetResult(TokenEndpointStub.Token("at-last"));
        await call;
    }

    public static TheoryData<RetryConditionHeaderValue> FiveSeconds() =>
        [new(TimeSpan.FromSeconds(5)), new(TestTime.Start.AddSeconds(5))];

    [Theory]
    [MemberData(nameof(FiveSeconds), DisableDiscoveryEnumeration = true)]
    public async Task A_RetryAfter_within_the_limit_is_waited_for(RetryConditionHeaderValue retryAfter)
    {
        await using var services = new TestServices();
        var times = new List<DateTimeOffset>();
        services.TokenEndpoint.Answer = (number, _) =>
        {
            times.Add(services.Time.GetUtcNow());
            return Task.FromResult(number == 1 ? Busy(retryAfter) : TokenEndpointStub.Token("later"));
        };

        await services.CallAsync();

        // With a jitter, so that instances that were sent away together don't come back together.
        Assert.Equal(2, times.Count);
        Assert.InRange(times[1], TestTime.Start.AddSeconds(5).AddTicks(1), TestTime.Start.AddSeconds(5.5));
    }

    public static TheoryData<RetryConditionHeaderValue> OneMinute() =>
        [new(TimeSpan.FromSeconds(60)), new(TestTime.Start.AddSeconds(60))];

    [Theory]
    [MemberData(nameof(OneMinute), DisableDiscoveryEnumeration = true)]
    public async Task A_longer_RetryAfter_fails_all_callers_at_once_until_it_is_over(RetryConditionHeaderValue retryAfter)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(number == 1 ? Busy(retryAfter) : TokenEndpointStub.Token("later"));

        for (var second = 0; second < 60; second++)
        {
            var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
            Assert.True(failure.IsTransient);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(60 - second), failure.RetryAfter);
            Assert.Single(services.TokenEndpoint.Requests);
            services.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await services.CallAsync();
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task During_a_long_RetryAfter_a_token_that_is_still_valid_is_used()
    {
        await using var services = new TestServices();
        await services.CallAsync();
        services.TokenEndpoint.Answer = (_, _) => Task.FromResult(Busy(new(TimeSpan.FromSeconds(300))));

        services.Time.Advance(TimeSpan.FromSeconds(3100));
        for (var second = 0; second < 300; second++)
        {
            await services.CallAsync();
            await services.IsIdleAsync();
            services.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
        Assert.All(services.Api.Requests, request => Assert.Equal("Bearer token-1", request.Authorization));
    }

    [Fact]
    public async Task A_RetryAfter_of_years_stops_nothing_for_more_than_an_hour()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? Busy(new(TestTime.Start.AddYears(10))) : TokenEndpointStub.Token("later"));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        services.Time.Advance(TimeSpan.FromHours(1));
        await services.CallAsync();

        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("99999999999999")]
    [InlineData("Tue, 17 Mar 2020 09:30:00 GMT")]
    public async Task A_RetryAfter_that_asks_for_nothing_leaves_the_usual_delays(string retryAfter)
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) =>
        {
            var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
            busy.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            return Task.FromResult(number <= 2 ? busy : TokenEndpointStub.Token("later"));
        };

        await services.CallAsync();

        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
        Assert.InRange(services.Time.GetUtcNow(), TestTime.Start.AddTicks(1), TestTime.Start.AddSeconds(15));
    }

    [Fact]
    public async Task The_failure_of_one_scope_set_is_not_that_of_another()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1
                ? TokenEndpointStub.Json("""{"error":"invalid_scope"}""", HttpStatusCode.BadRequest)
                : TokenEndpointStub.Token("other"));

        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        var token = await services.Tokens.GetTokenAsync(["other.scope"]);

        Assert.Equal("other", token.GetValue());
    }

    private static HttpResponseMessage Busy(RetryConditionHeaderValue retryAfter) =>
        new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = retryAfter } };

    /// <summary>The seconds after which token requests arrive, with one failing call a second.</summary>
    private static async Task<IEnumerable<double>> RequestTimesAsync(TestServices services, TimeSpan duration)
    {
        var times = new List<double>();
        var answer = services.TokenEndpoint.Answer;
        services.TokenEndpoint.Answer = (number, cancelled) =>
        {
            times.Add((services.Time.GetUtcNow() - TestTime.Start).TotalSeconds);
            return answer(number, cancelled);
        };

        for (; services.Time.GetUtcNow() < TestTime.Start + duration; services.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());
        }

        return times;
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
