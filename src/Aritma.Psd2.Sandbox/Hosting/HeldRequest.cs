using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>A request whose answer waits for something.</summary>
internal static class HeldRequest
{
    /// <summary>Waits, unless the caller leaves or the sandbox stops: there is no answer at all then, rather than a 500.</summary>
    public static async Task WaitAsync(HttpContext context, Func<CancellationToken, Task> wait, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await wait(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            throw;
        }
    }
}
