using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// Tells the versions that the API has, and refuses others. Aritma documents both headers for the later API, and neither which versions
/// there are of this one nor what it answers to another: both are the sandbox's assumption.
/// </summary>
internal static class ApiVersions
{
    private const string Supported = "1.0";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers["api-supported-versions"] = Supported;
        return context.Request.Headers["api-version"].ToString() is { Length: > 0 } asked && asked != Supported
            ? Problem.Of(StatusCodes.Status400BadRequest, $"api-version is not {Supported}, the only version of the sandbox.")
                .ExecuteAsync(context)
            : next(context);
    }
}
