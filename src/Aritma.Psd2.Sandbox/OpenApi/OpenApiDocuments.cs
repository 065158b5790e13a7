using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The OpenAPI documents of the sandbox: <c>psd2.json</c> is what it plays of Aritma, <c>sandbox.json</c> its control. They lie in this
/// assembly, byte for byte as in this folder. Aritma.Psd2.OpenApi.Tests makes them from the endpoints, so that no start has to.
/// </summary>
internal static class OpenApiDocuments
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/openapi/psd2.json", () => Document("psd2.json"));
        app.MapGet("/openapi/sandbox.json", () => Document("sandbox.json"));
    }

    private static IResult Document(string name) =>
        Results.Stream(typeof(OpenApiDocuments).Assembly.GetManifestResourceStream(name)!, "application/json");
}
