using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aritma.Psd2.Sandbox;

/// <summary>The answer to a request that has been carried out, held back: not one byte of it has left.</summary>
internal static class HeldAnswer
{
    /// <summary>Status and headers are in the response then; the body is returned.</summary>
    public static async Task<byte[]> MakeAsync(HttpContext context, RequestDelegate answer)
    {
        var connection = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        // Not by setting Response.Body: that would pass the start of the answer on to the connection.
        var memory = new StreamResponseBodyFeature(body);
        context.Features.Set<IHttpResponseBodyFeature>(memory);
        try
        {
            await answer(context).ConfigureAwait(false);
            await memory.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            context.Features.Set(connection);
        }

        return body.ToArray();
    }

    /// <summary>Lets status, headers and half of the body leave. The connection ends when the caller throws what is returned.</summary>
    public static async Task<Exception> SendHalfAsync(HttpContext context, byte[] body)
    {
        // A connection that is closed on unread bytes is reset, and the client may lose what has left.
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentLength = Math.Max(body.Length, 1);
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted).ConfigureAwait(false);
        // Not by Abort, which may overtake the bytes: after the exception Kestrel sends them, and closes the connection.
        return new ConnectionAbortedException("Cut in the body by a sandbox fault.");
    }
}
