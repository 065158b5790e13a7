using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Browser.Tests;

/// <summary>
/// The application that the end user comes from and returns to: on <c>localhost</c>, another origin than the sandbox's 127.0.0.1.
/// </summary>
internal sealed class Application(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new($"http://localhost:{new Uri(app.Urls.Single()).Port}/");

    public static async Task<Application> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<!doctype html><title>ERP</title><link rel=icon href=data:,><h1>Back</h1>");
        });
        await app.StartAsync();
        return new Application(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
