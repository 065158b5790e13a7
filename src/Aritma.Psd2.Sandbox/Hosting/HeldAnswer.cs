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
}
