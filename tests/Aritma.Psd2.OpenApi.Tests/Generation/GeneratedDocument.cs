using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aritma.Psd2.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The sandbox's OpenAPI documents, made by Microsoft.AspNetCore.OpenApi from its endpoints. Nothing is started.</summary>
internal static class GeneratedDocument
{
    /// <param name="name"><c>psd2</c> or <c>sandbox</c>.</param>
    /// <returns>The text of the document, which ends with a line feed.</returns>
    public static async Task<string> OfAsync(string name)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddOpenApi("psd2", Psd2Document.Configure);
        builder.Services.AddOpenApi("sandbox", SandboxDocument.Configure);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // The sandbox's own, and what only the documents have: types whose members the sandbox reads by hand.
            json.SerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine(SandboxJson.Web, new DefaultJsonTypeInfoResolver());
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        var app = builder.Build();
        await using var own = app.ConfigureAwait(false);
        SandboxEndpoints.Map(app);

        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name).GetOpenApiDocumentAsync();
        return $"{await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1)}\n".ReplaceLineEndings("\n");
    }
}
