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
        var cancelled = both.Token;
        var running = Task.Run(() => operation(cancelled), CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancelled).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"It didn't end within {limit.TotalSeconds} s.");
        }
        finally
        {
            // Whatever it throws later is nobody's any more.
            _ = running.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
