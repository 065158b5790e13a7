using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AccountOverview.Hosting;

internal static class Telemetry
{
    /// <summary>
    /// A trace is one tree: the request of a page, the calls of the API that it makes, and the token request that they may need. It is
    /// exported where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says so. <c>OTEL_SERVICE_NAME</c> names the application.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddMeter("Aritma.Psd2"))
            .WithTracing(tracing => tracing
                // Probes would drown the users' traces.
                .AddAspNetCoreInstrumentation(requests => requests.Filter = context => context.Request.Path != "/health")
                .AddHttpClientInstrumentation()
                .AddSource("Aritma.Psd2"));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }
}
