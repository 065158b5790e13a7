using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>The host stops while tokens are in use, or on their way.</summary>
public class DisposalTests
{
    [Fact]
    public async Task What_is_under_way_is_cancelled_and_its_callers_are_told()
    {
        var services = new TestServices();
        var cancelled = new TaskCompletionSource();
        services.TokenEndpoint.Answer = (_, cancellation) =>
        {
            cancellation.Register(cancelled.SetResult);
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };
        var calls = Enumerable.Range(0, 10).Select(_ => services.CallAsync()).ToList();
        await services.TokenEndpoint.ReceivedAsync(1);
        services.Logs.Clear();

        await services.DisposeAsync();

        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call);
            Assert.Contains("the application has stopped", failure.Message, StringComparison.Ordinal);
            Assert.Equal([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], failure.Scopes);
            Assert.False(failure.IsTransient);
            Assert.Null(failure.RetryAfter);
        }

        await cancelled.Task;
        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Empty(services.Api.Requests);
        Assert.DoesNotContain(services.Logs.GetSnapshot(), record => record.Category!.StartsWith("Aritma.Psd2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_failed_before_is_not_repeated_after()
    {
        var time = new FakeTimeProvider(TestTime.Start);
        var services = new TestServices(configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        services.TokenEndpoint.Answers(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        var call = services.CallAsync();
        await services.Logs.LoggedAsync("A token request is repeated");

        await services.DisposeAsync();

        var failure = await Assert.ThrowsAsync<Psd2TokenException>(() => call);
        Assert.Contains("the application has stopped", failure.Message, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task A_handler_that_repeats_requests_sends_none_after()
    {
        var services = new TestServices(configure: builder =>
            builder.ConfigureTokenClient(client => client.AddHttpMessageHandler(() => new Stubborn())));
        using var hanging = services.TokenEndpoint.Hang();
        var call = services.CallAsync();
        await services.TokenEndpoint.ReceivedAsync(1);

        await services.DisposeAsync();

        await Assert.ThrowsAsync<Psd2TokenException>(() => call);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task A_client_that_somebody_has_kept_sends_nothing_after_though_its_token_was_valid()
    {
        var services = new TestServices();
        await services.CallAsync();
        var (client, tokens, requests) = (services.Client(), services.Tokens, services.Api.Requests.Count);

        await services.DisposeAsync();

        await Assert.ThrowsAsync<Psd2TokenException>(() => client.GetAsync(new Uri("accounts", UriKind.Relative)));
        await Assert.ThrowsAsync<Psd2TokenException>(async () => await tokens.GetTokenAsync([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]));
        await Assert.ThrowsAsync<Psd2TokenException>(async () => await tokens.GetTokenAsync(["not.asked.for.before"]));
        Assert.Equal(requests, services.Api.Requests.Count);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    [Fact]
    public async Task A_401_that_comes_after_is_the_callers()
    {
        var services = new TestServices();
        await services.CallAsync();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        services.Api.Answer = _ => answer.Task;
        var call = services.CallAsync();

        await services.DisposeAsync();
        answer.SetResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));

        using var rejection = await call;
        Assert.Equal(HttpStatusCode.Unauthorized, rejection.StatusCode);
        Assert.Single(services.TokenEndpoint.Requests);
    }

    /// <summary>Sends again whatever happens, its cancellation included.</summary>
    private sealed class Stubborn : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (Exception)
            {
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
