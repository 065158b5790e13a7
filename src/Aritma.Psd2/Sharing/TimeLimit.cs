using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Sharing;

/// <summary>Keeps what others implement from holding up a search: it may block its thread, or never end.</summary>
internal static class TimeLimit
{
    /// <exception cref="TimeoutException">The operation didn't end in time. It is cancelled, and left to itself.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> operation, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ForeignCode.RunAsync(operation, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"It didn't end within {limit.TotalSeconds} s.");
        }
    }
}
