using System.Net;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Aritma.Psd2.Tests;

/// <summary>An application that puts retries of its own into all of its HTTP clients, with ConfigureHttpClientDefaults.</summary>
public class UserResilienceTests
{
    private const int Attempts = 3;

    public static TheoryData<string, Action<IHttpClientBuilder>> Retries() => new()
    {
        { "written by hand", client => client.AddHttpMessageHandler(() => new HandWrittenRetry()) },
        {
            "of Microsoft.Extensions.Http.Resilience",
            client => client.AddResilienceHandler("retry", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Attempts - 1,
                Delay = TimeSpan.Zero,
            }))
        },
        {
            "of its standard handler",
            client => client.AddStandardResilienceHandler(options =>
            {
                (options.Retry.MaxRetryAttempts, options.Retry.Delay) = (Attempts - 1, TimeSpan.Zero);

                // Its time limits are on the clock of the test, which moves it by hours.
                options.AttemptTimeout.Timeout = TimeSpan.FromHours(3);
                options.CircuitBreaker.SamplingDuration = 2 * options.AttemptTimeout.Timeout;
                options.TotalRequestTimeout.Timeout = TimeSpan.FromDays(1);
            })
        },
    };

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task Token_requests_that_they_repeat_are_not_multiplied(string kind, Action<IHttpClientBuilder> retry)
    {
        await using var services = Services(retry);
        services.TokenEndpoint.Answers(TokenEndpointStub.Body("", "text/plain", HttpStatusCode.ServiceUnavailable));

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient, kind);
        Assert.Equal(Attempts, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task Lost_connections_that_they_repeat_are_not_multiplied(string kind, Action<IHttpClientBuilder> retry)
    {
        await using var services = Services(retry);
        services.TokenEndpoint.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(failure.IsTransient, kind);
        Assert.Equal(Attempts, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task A_token_that_they_get_in_the_end_is_used(string kind, Action<IHttpClientBuilder> retry)
    {
        await using var services = Services(retry);
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number < Attempts
                ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.BadGateway)
                : TokenEndpointStub.Token(kind.Replace(' ', '-')));

        await services.CallAsync();

        Assert.Equal("Bearer " + kind.Replace(' ', '-'), Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task The_standard_handler_makes_all_its_attempts_and_the_failure_has_the_last_status()
    {
        // With the handler's own pauses, which are random, four answers of three seconds each sometimes take more than its 30 seconds.
        await using var services = Services(client => client.AddStandardResilienceHandler().Configure(options =>
            (options.Retry.UseJitter, options.Retry.Delay) = (false, TimeSpan.FromSeconds(0.5))));
        services.TokenEndpoint.Answer = SlowlyUnavailable(services.Time);

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.Equal(1 + new HttpRetryStrategyOptions().MaxRetryAttempts, services.TokenEndpoint.Requests.Count);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Contains("it answered 503 (sent 4 times).", failure.Message, StringComparison.Ordinal);
    }

    // One second less than the limit of the handler, so that it is clear which of the two runs out.
    [Fact]
    public async Task The_standard_handler_repeats_a_send_that_hangs_and_the_failure_has_the_limit_that_ran_out()
    {
        await using var services = Services(client => client.AddStandardResilienceHandler(), timeout: TimeSpan.FromSeconds(29));

        var failure = await services.HangAsync();

        Assert.Equal(3, services.TokenEndpoint.Requests.Count);
        Assert.Contains("within 29 s (sent 3 times).", failure.Message, StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Null(failure.StatusCode);
    }

    [Theory]
    [InlineData(29, typeof(TimeoutException))]
    [InlineData(60, typeof(TimeoutRejectedException))]
    public async Task Whichever_limit_runs_out_the_failure_has_the_status_from_before_a_send_that_hangs(int timeout, Type cause)
    {
        await using var services = Services(client => client.AddStandardResilienceHandler(), timeout: TimeSpan.FromSeconds(timeout));

        var failure = await services.HangAsync(number =>
            number == 1 ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)) : null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Contains(" Its last answer was 503.", failure.Message, StringComparison.Ordinal);
        Assert.IsType(cause, failure.InnerException);
        Assert.True(failure.IsTransient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Together_with_the_standard_handler_as_many_sends_are_made_as_by_the_handler_alone(bool hangs)
    {
        await using var services = Services(client => client.AddStandardResilienceHandler());
        var (time, alone) = (new SkippingTimeProvider(), new TokenEndpointStub());
        var bare = new ServiceCollection().AddSingleton<TimeProvider>(time);
        bare.AddLogging().AddHttpClient("bare").ConfigurePrimaryHttpMessageHandler(() => alone).AddStandardResilienceHandler();
        await using var provider = bare.BuildServiceProvider();
        var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("bare");

        await SendAsync(services.TokenEndpoint, services.Time, () => services.TokenAsync());
        await SendAsync(alone, time, () => client.PostAsync(new Uri("https://id.dev.aritma.io/"), new StringContent("")));

        Assert.Equal(alone.Requests.Count, services.TokenEndpoint.Requests.Count);

        async Task SendAsync(TokenEndpointStub endpoint, FakeTimeProvider time, Func<Task> send)
        {
            if (hangs)
            {
                using var hanging = endpoint.Hang();
                await Assert.ThrowsAnyAsync<Exception>(() => HangingEndpoint.PassLimitsAsync(hanging, time, send));
            }
            else
            {
                endpoint.Answer = SlowlyUnavailable(time);
                await Record.ExceptionAsync(send);
            }
        }
    }

    [Fact]
    public async Task A_send_that_hangs_is_cut_inside_of_a_handler_that_repeats_lost_connections()
    {
        await using var services = Services(client => client.AddHttpMessageHandler(() => new HandWrittenRetry()));
        using var hanging = services.TokenEndpoint.Hang(
            number => number < Attempts ? null : Task.FromResult(TokenEndpointStub.Token("granted")));

        await HangingEndpoint.PassLimitsAsync(hanging, services.Time, () => services.CallAsync());

        Assert.Equal("Bearer granted", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task What_they_do_not_repeat_is_repeated_here()
    {
        await using var services = Services(client => client.AddHttpMessageHandler(() => new HandWrittenRetry(status: false)));
        services.TokenEndpoint.Answer = (number, _) => Task.FromResult(
            number == 1 ? TokenEndpointStub.Body("", "text/plain", HttpStatusCode.ServiceUnavailable) : TokenEndpointStub.Token("granted"));

        await services.CallAsync();

        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Fact]
    public async Task Their_time_out_is_a_transient_failure()
    {
        var time = new FakeTimeProvider();
        await using var services = new TestServices(configure: builder => builder.ConfigureTokenClient(client =>
            client.AddResilienceHandler("time limit", pipeline =>
            {
                pipeline.TimeProvider = time;
                pipeline.AddTimeout(TimeSpan.FromSeconds(2));
            })));
        using var asked = new SemaphoreSlim(0);
        services.TokenEndpoint.Answer = async (_, cancelled) =>
        {
            asked.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancelled);
            throw new InvalidOperationException("not reached");
        };

        var call = services.CallAsync();
        while (await Task.WhenAny(call, asked.WaitAsync()) != call)
        {
            time.Advance(TimeSpan.FromSeconds(2));
        }

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call);

        Assert.True(failure.IsTransient);
        Assert.IsType<TimeoutRejectedException>(failure.InnerException);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task Their_open_circuit_is_a_transient_failure()
    {
        var control = new CircuitBreakerManualControl();
        await using var services = Services(client => client.AddResilienceHandler("circuit breaker", pipeline =>
            pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { ManualControl = control })));
        _ = services.Client("Aritma.Psd2.TokenEndpoint");
        await control.IsolateAsync();

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(async () => await services.Tokens.GetTokenAsync(["a"]));

        Assert.True(failure.IsTransient);
        Assert.IsAssignableFrom<BrokenCircuitException>(failure.InnerException);
        Assert.Empty(services.TokenEndpoint.Requests);
    }

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task A_rejected_token_is_renewed_inside_of_them(string kind, Action<IHttpClientBuilder> retry)
    {
        var seen = new SeenAnswers();
        await using var services = Services(retry, seen);
        services.Api.Answer = _ => Task.FromResult(new HttpResponseMessage(
            services.Api.Requests.Count == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK));

        using var answer = await services.CallAsync();

        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
        Assert.Equal([HttpStatusCode.OK], seen.Api);
        Assert.True(answer.IsSuccessStatusCode, kind);
    }

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task A_missing_token_is_repeated_by_none_of_them(string kind, Action<IHttpClientBuilder> retry)
    {
        var seen = new SeenAnswers();
        await using var services = Services(retry, seen);
        services.TokenEndpoint.Answers(TokenEndpointStub.Json("""{"error":"invalid_client"}""", HttpStatusCode.BadRequest));

        await Assert.ThrowsAsync<Psd2TokenException>(() => services.CallAsync());

        Assert.True(seen.ApiCalls == 1, kind);
        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Empty(services.Api.Requests);
    }

    [Theory]
    [MemberData(nameof(Retries))]
    public async Task A_repeated_call_gets_a_fresh_token_where_the_old_one_has_expired_meanwhile(
        string kind, Action<IHttpClientBuilder> retry)
    {
        await using var services = Services(retry);
        services.Api.Answer = _ =>
        {
            services.Time.Advance(TimeSpan.FromHours(2));
            return Task.FromResult(new HttpResponseMessage(
                services.Api.Requests.Count == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK));
        };

        using var answer = await services.CallAsync();

        Assert.True(answer.IsSuccessStatusCode, kind);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], services.Api.Requests.Select(request => request.Authorization));
    }

    /// <summary>Answers 503 after three seconds.</summary>
    private static Func<int, CancellationToken, Task<HttpResponseMessage>> SlowlyUnavailable(TimeProvider time) => async (_, cancelled) =>
    {
        await Task.Delay(TimeSpan.FromSeconds(3), time, cancelled);
        return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
    };

    private static TestServices Services(Action<IHttpClientBuilder> configureAll, SeenAnswers? seen = null, TimeSpan? timeout = null) =>
        new(options => options.TokenRequestTimeout = timeout ?? options.TokenRequestTimeout, builder =>
        {
            builder.Services.ConfigureHttpClientDefaults(configureAll);
            if (seen is not null)
            {
                builder.ConfigureClients(client => client.AddHttpMessageHandler(() => new Spy(seen)));
            }
        });

    /// <summary>What the user's retries see: those of ConfigureHttpClientDefaults are outside of a client's own handlers.</summary>
    private sealed class SeenAnswers
    {
        public int ApiCalls { get; set; }

        public List<HttpStatusCode> Api { get; } = [];
    }

    private sealed class Spy(SeenAnswers seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.ApiCalls++;
            var response = await base.SendAsync(request, cancellationToken);
            seen.Api.Add(response.StatusCode);
            return response;
        }
    }

    private sealed class HandWrittenRetry(bool status = true) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
                    if (attempt == Attempts || !status || response.StatusCode < HttpStatusCode.InternalServerError)
                    {
                        return response;
                    }
                }
                catch (HttpRequestException) when (attempt < Attempts)
                {
                }
            }
        }
    }
}
