using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>A status and a body, which can be answered again.</summary>
internal sealed record StoredAnswer(int Status, string? ContentType, byte[] Body) : IResult
{
    public static StoredAnswer Json<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, type));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // What was stored with an empty body keeps it.
        httpContext.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;

        httpContext.Response.StatusCode = Status;
        if (ContentType is not null)
        {
            httpContext.Response.ContentType = ContentType;
        }

        if (Body.Length > 0)
        {
            httpContext.Response.ContentLength = Body.Length;
            await httpContext.Response.Body.WriteAsync(Body, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
