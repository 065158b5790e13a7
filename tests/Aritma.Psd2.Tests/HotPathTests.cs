using System.Net;
using System.Net.Http.Headers;
using Aritma.Psd2.Http;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>What a call with a valid token costs, against a handler that does no more than set a header.</summary>
public class HotPathTests
{
    /// <summary>The bytes of the one async state machine that looks at an answer which comes later.</summary>
    private const int StateMachine = 160;

    [Fact]
    public async Task A_call_that_is_answered_at_once_allocates_nothing_more_than_the_header()
    {
        await using var services = new TestServices();
        await services.CallAsync();

        Assert.Equal(0, MoreBytesThanTheHeader(services, answersAtOnce: true));
    }

    [Fact]
    public async Task A_call_that_is_answered_later_allocates_one_state_machine_more_than_the_header()
    {
        await using var services = new TestServices();
        await services.CallAsync();

        Assert.InRange(MoreBytesThanTheHeader(services, answersAtOnce: false), 1, StateMachine);
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

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, StateMachine)]
    public async Task Calls_of_methods_with_different_scopes_allocate_no_more_in_turns(bool answersAtOnce, int bytes)
    {
        await using var services = new TestServices();
        var inner = new Inner();
        using var ours = OursByMethod(services, inner);
        using var header = WithHeaderOnly(inner);
        foreach (var scopes in new string[][] { ["read"], ["write", "read"] })
        {
            await services.Tokens.GetTokenAsync(scopes);
        }

        Assert.InRange(BytesOfBoth(ours) - BytesOfBoth(header), 0, 2 * bytes);

        // The least of many turns: a header that one method took from the other would be made anew in each.
        long BytesOfBoth(HttpMessageInvoker invoker) => Enumerable.Range(0, 500).Min(_ =>
            Bytes(invoker, inner, answersAtOnce, "Read") + Bytes(invoker, inner, answersAtOnce, "Write"));
    }

    [Fact]
    public async Task Calls_of_methods_with_different_scopes_are_the_task_of_the_inner_handler()
    {
        await using var services = new TestServices();
        var inner = new Inner();
        using var ours = OursByMethod(services, inner);
        foreach (var scopes in new string[][] { ["read"], ["write", "read"] })
        {
            await services.Tokens.GetTokenAsync(scopes);
        }

        inner.Answer(inner.Response);
        Assert.Same(inner.Task, Send(ours, "Read"));
        Assert.Same(inner.Task, Send(ours, "Write"));
        Assert.Same(inner.Task, Send(ours, "Open"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_anonymous_call_allocates_nothing_more(bool answersAtOnce)
    {
        await using var services = new TestServices();
        var inner = new Inner();
        using var ours = OursByMethod(services, inner);
        using var bare = new HttpMessageInvoker(new NoHeader(inner));

        Assert.Equal(0, LeastBytes(ours) - LeastBytes(bare));

        long LeastBytes(HttpMessageInvoker invoker) => Enumerable.Range(0, 500).Min(_ => Bytes(invoker, inner, answersAtOnce, "Open"));
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

        // A caller who waits for a token takes the lock of the token source, and the clock stalls in there.
        var holder = clock.Stall(() => _ = Source(services).AcquireAsync(CancellationToken.None));
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
        using var header = WithHeaderOnly(inner);

        return LeastBytes(ours) - LeastBytes(header);

        // The least of many calls: compilation in the background may add to some.
        long LeastBytes(HttpMessageInvoker invoker) => Enumerable.Range(0, 500).Min(_ => Bytes(invoker, inner, answersAtOnce, "Read"));
    }

    // All of a call happens on this thread, because the continuation of an answer runs where the answer is given.
    private static long Bytes(HttpMessageInvoker invoker, Inner inner, bool answersAtOnce, string method)
    {
        inner.Reset();
        if (answersAtOnce)
        {
            inner.Answer(inner.Response);
        }

        using var request = Request(method);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var call = invoker.SendAsync(request, CancellationToken.None);
        if (!answersAtOnce)
        {
            inner.Answer(inner.Response);
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(call.IsCompletedSuccessfully);
        return bytes;
    }

    private static Task<HttpResponseMessage> Send(HttpMessageInvoker invoker, string method = "Read") =>
        invoker.SendAsync(Request(method), CancellationToken.None);

    private static HttpRequestMessage Request(string method)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://banking.dev.aritma.io/api/accounts");
        request.Options.Set(MethodScopes.Method, method);
        return request;
    }

    private static HttpMessageInvoker WithHeaderOnly(Inner inner) =>
        new(new StaticHeader(new AuthenticationHeaderValue("Bearer", "token-1"), inner));

    private static HttpMessageInvoker Ours(TestServices services, Inner inner) =>
        Ours(services, inner, ClientScopes.OfAllCalls("x", [Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]));

    private static HttpMessageInvoker OursByMethod(TestServices services, Inner inner) =>
        Ours(services, inner, ClientScopes.Of(MethodScopes.Table, MethodScopes.Method.Key));

    private static HttpMessageInvoker Ours(TestServices services, Inner inner, ClientScopes scopes) => new(
        new Psd2TokenHandler(scopes, services.Provider.GetRequiredKeyedService<TokenSources>("")) { InnerHandler = inner });

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

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _answer.Task;
    }

    private sealed class StaticHeader(AuthenticationHeaderValue header, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = header;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Looks at the headers, which a request makes when somebody does, as its primary handler will.</summary>
    private sealed class NoHeader(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _ = request.Headers;
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
