namespace Aritma.Psd2.Tokens;

/// <summary>
/// Runs what others implement, such as handlers, vaults and caches: it may ignore its cancellation, block its thread, or never end.
/// </summary>
internal static class ForeignCode
{
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled. The operation is left to itself.
    /// </exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        var running = Task.Run(() => operation(cancellationToken), cancellationToken);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whatever it throws later is nobody's any more.
            _ = running.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
