using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sandbox;

/// <summary>Tells the owner's logger when the sandbox itself fails, and the caller that it wasn't the caller's fault.</summary>
internal sealed partial class SandboxErrors(ILogger logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOwn(exception))
        {
            // The path alone: a query may hold anything.
            LogFailure(exception, context.Request.Method, context.Request.Path);
            if (context.Response.HasStarted)
            {
                throw;
            }

            context.Response.Clear();
            await Problem.Of(StatusCodes.Status500InternalServerError, "The sandbox itself failed. Its logger (LoggerFactory) knows why.")
                .ExecuteAsync(context).ConfigureAwait(false);
        }
    }

    /// <summary>Neither a connection that was cut or left, nor a request that isn't HTTP, nor a sandbox that stops.</summary>
    private static bool IsOwn(Exception exception) => exception is not (IOException or OperationCanceledException);

    [LoggerMessage(1, LogLevel.Error, "The sandbox failed to answer {Method} {Path}.")]
    private partial void LogFailure(Exception exception, string method, string path);
}
