using System.Net;
using Aritma.Psd2.Sandbox.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aritma.Psd2.Sandbox;

/// <summary>The web application of a sandbox: what a request passes, outermost first, and which endpoints there are.</summary>
internal static class SandboxHost
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    public static WebApplication Build(SandboxState state, SandboxControl control, Psd2SandboxOptions options)
    {
        // Empty: no environment variables, no appsettings.json, no log providers of the process that the sandbox runs in.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        // Answers bring their own type information; endpoints still look up that of object here, and fail where there is none.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolver = SandboxJson.Web);

        var app = builder.Build();
        AddMiddleware(app, state, options);
        MapEndpoints(app, state, control, options);
        return app;
    }

    private static void AddMiddleware(WebApplication app, SandboxState state, Psd2SandboxOptions options)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var log = new RequestRecording(state);
        app.Use(new SandboxErrors(options.Logger).InvokeAsync);
        app.UseWhen(IsTokenRequest, branch => branch
            .Use(log.RecordTokenRequestAsync)
            .Use(new FaultInjection(state.TokenEndpointFaults, options.TimeProvider, stopping).InvokeAsync));
        app.UseWhen(IsApiRequest, branch => branch
            .Use(log.RecordApiRequest)
            .Use(new FaultInjection(state.ApiFaults, options.TimeProvider, stopping).InvokeAsync));
        // Inside the faults: a fault without a body keeps none.
        app.UseStatusCodePages(page => Problem.Of(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        app.UseWhen(IsApiRequest, branch => branch
            .Use(ApiVersions.InvokeAsync)
            .Use(state.BearerCheck.InvokeAsync));
    }

    public static void MapEndpoints(
        IEndpointRouteBuilder app, SandboxState state, SandboxControl control, Psd2SandboxOptions options)
    {
        new TokenEndpoint(state).Map(app);

        var api = app.MapGroup("/api")
            .Refuses(StatusCodes.Status400BadRequest)
            .Refuses(StatusCodes.Status401Unauthorized)
            .Refuses(StatusCodes.Status403Forbidden)
            .Refuses(StatusCodes.Status500InternalServerError);
        new BanksResource(state).Map(api);
        new ConsentsResource(state).Map(api);
        new AccountsResource(state, options.TransactionPageSize).Map(api);

        new ConsentVisit(state).Map(app);
        new ControlApi(state, control).Map(app);
        OpenApiDocuments.Map(app);
        new SandboxPages(state).Map(app);
    }

    private static bool IsTokenRequest(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TokenEndpoint>() is not null;

    // A tenant may be called "api".
    private static bool IsApiRequest(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && !IsTokenRequest(context);
}
