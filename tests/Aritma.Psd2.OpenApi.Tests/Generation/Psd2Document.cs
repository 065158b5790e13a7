using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>What the sandbox plays of Aritma: the API and the token endpoint.</summary>
internal static class Psd2Document
{
    private const string Description = """
        Aritma's PSD2 API and its token endpoint, as the sandbox of Aritma.Psd2 plays them. Aritma publishes no such document: this one is
        made from the sandbox's code.

        `x-aritma-source` tells where each operation, parameter, header, status and member comes from. An address: this page of Aritma's
        documents it for the PSD2 API. `inferred from` an address: the page documents it for the later Banking API (V4) or its events, and
        that the PSD2 API has it too is inferred. `inferred`: no page has it.

        Where a request's value is one of a list, the sandbox refuses others. Values in answers are open: a bank may send others, and
        members that aren't here. Aritma's page on authentication lies below v4, and is that of the PSD2 API as well.
        """;

    public static void Configure(OpenApiOptions options)
    {
        var schemas = new Schemas(isMarked: true);
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = IsIncluded;
        options.CreateSchemaReferenceId = schemas.NameOf;
        options.AddOperationTransformer(Psd2Operations.Describe);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Aritma PSD2 API (sandbox)", Version = "1.0", Description = Description };
            document.Servers = [new() { Url = "/", Description = "The sandbox that serves this document." }];
            SecuritySchemes.AddTo(document);
            ResponseHeaders.AddTo(document);
            schemas.Describe(document);
            return Task.CompletedTask;
        });
    }

    private static bool IsIncluded(ApiDescription endpoint) =>
        endpoint.RelativePath!.StartsWith("api/", StringComparison.Ordinal)
        || endpoint.RelativePath.EndsWith("connect/token", StringComparison.Ordinal);
}
