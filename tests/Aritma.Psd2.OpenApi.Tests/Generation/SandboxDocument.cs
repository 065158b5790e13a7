using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The sandbox's control.</summary>
internal static class SandboxDocument
{
    private const string Description = """
        What the owner of a sandbox of Aritma.Psd2 sees of it and does to it. It is the sandbox's own: Aritma has nothing like it, and so no
        item here has `x-aritma-source`.

        Requests need no token. They are answered under the names 127.0.0.1 and localhost only, and not to pages of other origins.
        """;

    public static void Configure(OpenApiOptions options)
    {
        var schemas = new Schemas(isMarked: false);
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = IsIncluded;
        options.CreateSchemaReferenceId = schemas.NameOf;
        options.AddOperationTransformer(Describe);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Control of the sandbox", Version = "1.0", Description = Description };
            document.Servers = [new() { Url = "/", Description = "The sandbox that serves this document." }];
            schemas.Describe(document);
            return Task.CompletedTask;
        });
    }

    /// <summary>What the pages are made of lies there too, and has no name.</summary>
    private static bool IsIncluded(ApiDescription endpoint) =>
        endpoint.RelativePath!.StartsWith("sandbox/", StringComparison.Ordinal)
        && endpoint.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().Any();

    private static Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var owner = operation.Tags!.Single().Name == "Accounts" ? ControlParameters.AccountId : ControlParameters.ConsentId;
        operation.Parameters = operation.Parameters?
            .Select(found => found.Name == owner.Name ? owner : ControlParameters.Others.Single(other => other.Name == found.Name))
            .Select(IOpenApiParameter (parameter) => parameter.ToOpenApi())
            .ToList();
        operation.SortResponses();
        return Task.CompletedTask;
    }
}
