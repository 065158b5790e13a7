using System.Net;

namespace Aritma.Psd2.Tests;

/// <summary>Callers that give up, at each place where they may be waiting.</summary>
public class CancellationTests
{
    [Fact]
    public async Task The_token_is_kept_even_if_all_callers_have_given_up()
    {
        await using var services = new TestServices();
        var (asked, gate) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        services.TokenEndpoint.Answer = (_, _) =>
        {
            asked.SetResult();
            return gate.Task;
        };
        using var impatience = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 10).Select(_ => services.CallAsync(cancellationToken: impatience.Token)).ToList();
        await asked.Task;
        await impatience.CancelAsync();
        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        gate.SetResult(TokenEndpointStub.Token("kept"));
        await services.CallAsync();

        Assert.Single(services.TokenEndpoint.Requests);
        Assert.Equal("Bearer kept", Assert.Single(services.Api.Requests).Authorization);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_tells_the_scopes_and_is_logged_once_for_all()
    {
        await using var services = new TestServices();
        services.TokenEndpoint.Answer = (_, _) => new TaskCompletionSource<HttpResponseMessage>().Task;
        using var impatience = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 10).Select(_ => services.CallAsync(cancellationToken: impatience.Token)).ToList();
        await services.TokenEndpoint.ReceivedAsync(1);
        await impatience.CancelAsync();

        foreach (var call in calls)
        {
            var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            Assert.Equal("The call was waiting for a token for 'banking.channel.psd2 banking.ais.read'.", cancelled.Message);
            Assert.Equal(impatience.Token, cancelled.CancellationToken);
        }

        Assert.Single(services.Logs.GetSnapshot(), record => record is { Category: "Aritma.Psd2.Tokens.TokenSource", Id.Id: 10 });
    }

    [Fact]
    public async Task A_call_with_a_time_limit_of_its_own_waits_no_longer_for_a_token()
    {
        await using var services = new TestServices();
        var asked = new TaskCompletionSource();
        services.TokenEndpoint.Answer = (_, _) =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(9.5), services.Time);

        var call = services.CallAsync(cancellationToken: limit.Token);
        await asked.Task;
        services.Time.Advance(TimeSpan.FromSeconds(9.5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Empty(services.Api.Requests);
    }

    [Fact]
    public async Task A_caller_that_gives_up_while_its_token_is_renewed_leaves_the_renewal_to_the_others_and_the_401_to_nobody()
    {
        await using var services = new TestServices();
        var (asked, renewal) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        services.TokenEndpoint.Answer = (number, _) =>
        {
            if (number == 1)
            {
                return Task.FromResult(TokenEndpointStub.Token("rejected"));
            }

            asked.SetResult();
            return renewal.Task;
        };
        var body = new DisposalProbe();
        services.Api.Answer = _ => Task.FromResult(services.Api.Requests.Count == 1
            ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = body }
            : new HttpResponseMessage(HttpStatusCode.OK));
        using var impatience = new CancellationTokenSource();
        using var request = Request();

        var call = services.Client().SendAsync(request, impatience.Token);
        await asked.Task;
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        renewal.SetResult(TokenEndpointStub.Token("renewed"));
        await services.IsIdleAsync();
        await services.CallAsync();

        Assert.True(body.IsDisposed);
        Assert.Null(request.Headers.Authorization);
        Assert.Equal(["Bearer rejected", "Bearer renewed"], services.Api.Requests.Select(call => call.Authorization));
        Assert.Equal(2, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_call_that_is_cancelled_during_the_send_or_the_replay_has_no_token_on_its_request(int send)
    {
        await using var services = new TestServices();
        var (sent, never) = (new TaskCompletionSource(), new TaskCompletionSource<HttpResponseMessage>());
        services.Api.Answer = _ =>
        {
            if (services.Api.Requests.Count < send)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));
            }

            sent.SetResult();
            return never.Task;
        };
        using var impatience = new CancellationTokenSource();
        using var request = Request();

        var call = services.Client().SendAsync(request, impatience.Token);
        await sent.Task;
        Assert.Equal($"Bearer token-{send}", request.Headers.Authorization?.ToString());
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Null(request.Headers.Authorization);
        Assert.Equal(send, services.TokenEndpoint.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replay_leaves_no_token_on_its_request(bool fails)
    {
        await using var services = new TestServices();
        services.Api.Answer = _ =>
            services.Api.Requests.Count == 1 ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized))
            : fails ? throw new HttpRequestException("connection lost")
            : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        using var request = Request();

        var failure = await Record.ExceptionAsync(() => services.Client().SendAsync(request));

        Assert.Equal(fails, failure is HttpRequestException);
        Assert.Equal(2, services.Api.Requests.Count);
        Assert.Null(request.Headers.Authorization);
    }

    private static HttpRequestMessage Request() => new(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");

    private sealed class DisposalProbe() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
