namespace Aritma.Psd2.Tests;

/// <summary>A token endpoint that accepts requests and doesn't answer.</summary>
internal static class HangingEndpoint
{
    /// <summary>The time limit of a single send, by default.</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);

    /// <summary>Asks for a token whose requests hang, lets their time limits pass, and returns the failure.</summary>
    /// <param name="services">The services.</param>
    /// <param name="answer">Answers some of the requests all the same; null for those that hang.</param>
    public static async Task<Psd2TokenException> HangAsync(
        this TestServices services, Func<int, Task<HttpResponseMessage>?>? answer = null)
    {
        using var hanging = services.TokenEndpoint.Hang(answer);
        return await Assert.ThrowsAsync<Psd2TokenException>(
            () => PassLimitsAsync(hanging, services.Time, () => services.TokenAsync()));
    }

    /// <summary>Asks for the token of the client, without the client.</summary>
    public static Task<Psd2AccessToken> TokenAsync(this TestServices services) =>
        services.Tokens.GetTokenAsync([Psd2Scope.ChannelPsd2, Psd2Scope.AisRead]).AsTask();

    /// <summary>Returns a semaphore that each request enters which hangs.</summary>
    public static SemaphoreSlim Hang(this TokenEndpointStub endpoint, Func<int, Task<HttpResponseMessage>?>? answer = null)
    {
        var hanging = new SemaphoreSlim(0);
        endpoint.Answer = (number, cancelled) => answer?.Invoke(number) ?? HangAsync(cancelled);
        return hanging;

        Task<HttpResponseMessage> HangAsync(CancellationToken cancelled)
        {
            hanging.Release();
            return new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancelled);
        }
    }

    /// <summary>Lets the time limit of each send that hangs pass, until what sends them ends.</summary>
    public static async Task PassLimitsAsync(SemaphoreSlim hanging, FakeTimeProvider time, Func<Task> start)
    {
        var call = start();
        while (await Task.WhenAny(call, hanging.WaitAsync()) != call)
        {
            time.Advance(SendLimit);
        }

        await call;
    }
}
