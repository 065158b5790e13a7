using System.Net;
using System.Net.Http.Headers;
using Aritma.Psd2.Http;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>What a call with a valid token costs, against a handler that does no more than set a header.</summary>
public class HotPathTests
{
    [Fact]
    public async Task A_call_that_is_answered_at_once_allocates_nothing_more_than_the_header()
    {
        await using var services = new TestServices();
        await services.CallAsync();

        Assert.Equal(0, MoreBytesThanTheHeader(services, answersAtOnce: true));
    }

    [Fact]
    public async Task A_call_that_is_answered_later_allocates_120_bytes_more_than_the_header()
    {
        await using var services = new TestServices();
        await services.CallAsync();

        Assert.Equal(120, MoreBytesThanTheHeader(services, answersAtOnce: false));
    }

    [Fact]
    public async Task A_call_that_is_answered_at_once_is_the_task_of_the_inner_handler()
    {
        await using var services = new TestServices();
        var inner = new Inner();
        using var ours = Ours(services, inner);
        await services.CallAsync();
        inner.Answer(inner.Response);

        Assert.Same(inner.Task, Send(ours));
        Assert.Same(inner.Task, Send(ours));
    }

    [Fact]
    public async Task A_call_with_a_valid_token_waits_for_no_lock()
    {
        var clock = new StallingClock();
        await using var services = new TestServices(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var inner = new Inner();
        using var ours = Ours(services, inner);
        await services.CallAsync();
        inner.Answer(inner.Response);

        // Reading the status takes the lock of the token source, and the clock stalls in there.
        var holder = clock.Stall(() => _ = Source(services).Status);
        await clock.Stalled;
        var call = Task.Run(() => Send(ours));

        // The limit is there for a run that would hang otherwise.
        Assert.Same(inner.Response, await call.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.False(holder.IsCompleted);
        clock.Resume();
        await holder;
    }

    private static long MoreBytesThanTheHeader(TestServices services, bool answersAtOnce)
    {
        var inner = new Inner();
        using var ours = Ours(services, inner);
        using var header = new HttpMessageInvoker(new StaticHeader(new AuthenticationHeaderValue("Bearer", "token-1"), inner));

        return Bytes(ours, inner, answersAtOnce) - Bytes(header, inner, answersAtOnce);
    }

    // The least of many calls: compilation in the background may add to some. All of a call happens on this thread, because the
    // continuation of an answer runs where the answer is given.
    private static long Bytes(HttpMessageInvoker invoker, Inner inner, bool answersAtOnce) => Enumerable.Range(0, 500).Min(_ =>
    {
        inner.Reset();
        if (answersAtOnce)
        {
            inner.Answer(inner.Response);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var call = invoker.SendAsync(request, CancellationToken.None);
        if (!answersAtOnce)
        {
            inner.Answer(inner.Response);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(call.IsCompletedSuccessfully);
        return bytes;
    });

    private static Task<HttpResponseMessage> Send(HttpMessageInvoker invoker) =>
        invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts"), CancellationToken.None);

    private static HttpMessageInvoker Ours(TestServices services, Inner inner) => new(
        new Psd2TokenHandler(
            ClientScopes.OfAllCalls(TestServices.ClientName, [Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]),
            services.Provider.GetRequiredKeyedService<TokenSources>(""),
            services.Provider.GetRequiredKeyedService<Psd2Endpoints>("").Origins)
        {
            InnerHandler = inner,
        });

    private static TokenSource Source(TestServices services) =>
        services.Provider.GetRequiredKeyedService<TokenSources>("").Get(ScopeSet.Create([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead], ""));

    /// <summary>Answers when a test says so.</summary>
    private sealed class Inner : HttpMessageHandler
    {
        private TaskCompletionSource<HttpResponseMessage> _answer = new();

        public HttpResponseMessage Response { get; } = new(HttpStatusCode.OK);

        public Task<HttpResponseMessage> Task => _answer.Task;

        public void Reset() => _answer = new();

        public void Answer(HttpResponseMessage response) => _answer.SetResult(response);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _answer.Task;
    }

    private sealed class StaticHeader(AuthenticationHeaderValue header, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = header;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A clock that stands still, and whose reader can be held up.</summary>
    private sealed class StallingClock : TimeProvider
    {
        private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _resumed = new();
        private Thread? _reader;

        public Task Stalled => _stalled.Task;

        public override long GetTimestamp()
        {
            if (Thread.CurrentThread == _reader)
            {
                _stalled.TrySetResult();
                _resumed.Task.Wait();
            }

            return 0;
        }

        public Task Stall(Action reading) => Task.Factory.StartNew(
            () =>
            {
                _reader = Thread.CurrentThread;
                reading();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        public void Resume() => _resumed.SetResult();
    }
}
