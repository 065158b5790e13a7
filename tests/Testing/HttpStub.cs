using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Testing;

/// <summary>A server on a free loopback port that answers as a test says.</summary>
internal sealed class HttpStub : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpStub(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    public static async Task<HttpStub> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new HttpStub(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();
}
