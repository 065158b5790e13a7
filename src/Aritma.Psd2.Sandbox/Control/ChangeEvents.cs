using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Server-sent events that tell that something in the sandbox has changed, not what: one when the stream begins and one after each change,
/// several changes in a row taken together. Who looks at the state after each event misses nothing.
/// </summary>
internal sealed class ChangeEvents(ChangeSignal changes, CancellationToken stopping)
{
    private static readonly SseItem<string> Change = new("change") { ReconnectionInterval = TimeSpan.FromSeconds(1) };

    /// <summary>Until the caller leaves or the sandbox stops.</summary>
    public async IAsyncEnumerable<SseItem<string>> StreamAsync([EnumeratorCancellation] CancellationToken callerLeft)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(callerLeft, stopping);
        while (!ended.IsCancellationRequested)
        {
            var next = changes.Next;
            yield return Change;
            await next.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
