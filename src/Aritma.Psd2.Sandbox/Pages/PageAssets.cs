using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>Style, script and icon of the pages, which are resources of the assembly.</summary>
internal static class PageAssets
{
    private const string Folder = "/sandbox/pages";

    /// <summary>Of the build, and so of whatever is embedded in it.</summary>
    private static readonly EntityTagHeaderValue Version =
        new($"\"{typeof(PageAssets).Module.ModuleVersionId:N}\"");

    public static string Address(string name) => $"{Folder}/{name}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Folder + "/{name}", Find);
        // For the browser that shows JSON of the sandbox: it asks here, unless a page names its icon.
        app.MapGet("/favicon.ico", (HttpContext context) => Find(context, "icon.svg"));
    }

    private static IResult Find(HttpContext context, string name)
    {
        var contentType = name switch
        {
            "page.css" => "text/css; charset=utf-8",
            "page.js" => "text/javascript; charset=utf-8",
            "icon.svg" => "image/svg+xml",
            _ => null,
        };
        if (contentType is null)
        {
            return Results.NotFound();
        }

        // To be asked for again each time, and answered with 304: another build may run on the same port next.
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(typeof(PageAssets).Assembly.GetManifestResourceStream(name)!, contentType, entityTag: Version);
    }
}
