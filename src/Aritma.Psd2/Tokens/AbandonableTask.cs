namespace Aritma.Psd2.Tokens;

/// <summary>
/// Runs code of others, such as handlers, vaults and caches, that may ignore its cancellation, block its thread, or never end.
/// </summary>
internal static class AbandonableTask
{
    /// <summary>Waits for the operation until the token is cancelled, and then leaves it to itself.</summary>
    public static Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        var running = Task.Run(() => operation(cancellationToken), cancellationToken);

        // An abandoned operation has nobody else to observe its exception.
        _ = running.ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return running.WaitAsync(cancellationToken);
    }
}
