using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>The API and the control of the sandbox, to browse and to try. All that the page loads comes from the tool itself.</summary>
internal static class ApiReference
{
    public const string Path = "/scalar";

    public static void Map(IEndpointRouteBuilder app) => app.MapScalarApiReference(Path, options => options
        .WithTitle("Aritma PSD2 sandbox")
        .AddDocument("psd2", "PSD2 API", "/openapi/psd2.json")
        .AddDocument("sandbox", "Control of the sandbox", "/openapi/sandbox.json")
        .AddPreferredSecuritySchemes("oauth2")
        .AddClientCredentialsFlow("oauth2", flow => flow.WithSelectedScopes("banking.channel.psd2", "banking.ais.read"))
        .DisableTelemetry()
        .DisableAgent()
        .DisableMcp()
        .DisableDefaultFonts()
        .HideClientButton()
        .HideDeveloperTools());
}
