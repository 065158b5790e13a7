using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>
/// A Razor component, rendered on the server. It gets its model and texts injected: components are public, as Razor makes them, and what
/// they show isn't.
/// </summary>
internal sealed class Page<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TComponent, TModel>(
    int status, TModel model) : IResult
    where TComponent : IComponent
    where TModel : class
{
    // No form-action: it would also forbid that the answer to the form leads on to the application that asked for the consent.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Native AOT leaves out what renders components, and with it four warnings about its reflection.
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            await Problem.Of(StatusCodes.Status501NotImplemented, "The sandbox has no pages in a Native AOT application.")
                .ExecuteAsync(httpContext).ConfigureAwait(false);
            return;
        }

        var texts = Language.Of(httpContext.Request);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentLanguage = texts.Code;
        var html = await RenderAsync(texts, new(httpContext.Request)).ConfigureAwait(false);
        await response.WriteAsync(html, httpContext.RequestAborted).ConfigureAwait(false);
    }

    private async Task<string> RenderAsync(Texts texts, LanguageLinks languages)
    {
        var services = new ServiceCollection()
            .AddSingleton(texts)
            .AddSingleton(languages)
            .AddSingleton(model)
            .BuildServiceProvider();
        await using var ownServices = services.ConfigureAwait(false);
        var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        await using var ownRenderer = renderer.ConfigureAwait(false);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TComponent>().ConfigureAwait(true);
            return root.ToHtmlString();
        }).ConfigureAwait(false);
    }
}
