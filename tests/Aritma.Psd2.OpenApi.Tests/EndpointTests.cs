using Aritma.Psd2.OpenApi.Tests.Generation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.OpenApi.Tests;

public class EndpointTests
{
    /// <summary>Pages for people, and what these consist of: no document has them.</summary>
    private static readonly string[] Pages =
    [
        "GET /",
        "HEAD /",
        "GET /favicon.ico",
        "GET /sandbox/events",
        "GET /sandbox/pages/{name}",
        "GET /consent/c/s/{shortId}",
        "POST /consent/c/s/{shortId}",
        "GET /openapi/psd2.json",
        "GET /openapi/sandbox.json",
    ];

    [Fact]
    public async Task Each_endpoint_is_in_one_document_and_each_operation_is_an_endpoint()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        await using var app = builder.Build();
        SandboxEndpoints.Map(app);
        var endpoints =
            from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";

        var operations = Documents.Psd2.Operations().Concat(Documents.Sandbox.Operations()).Select(operation => operation.Route);

        Assert.Equal(
            endpoints.Except(Pages).Order(StringComparer.Ordinal),
            operations.Order(StringComparer.Ordinal));
    }
}
