using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>The headers of answers.</summary>
internal static class ResponseHeaders
{
    private const string SupportedVersions = "api-supported-versions";
    private const string Replayed = "Idempotent-Replayed";
    private const string RetryAfter = "Retry-After";
    private const string Challenge = "WWW-Authenticate";

    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.Headers = new Dictionary<string, IOpenApiHeader>
        {
            [SupportedVersions] = Header(V4Pages.Overview, new("The versions of the API that there are.") { Example = "1.0" }),
            [Replayed] = Header(V4Pages.Overview, new("The first answer to this `Idempotency-Key` comes again.") { Values = ["true"] }),
            [RetryAfter] = Header("inferred", new("After how many seconds to try again.") { Type = JsonSchemaType.Integer }),
            [Challenge] = Header("inferred", new(
                "Why a token isn't accepted, and the scopes that it lacks (RFC 6750); of the token endpoint: the scheme of the header.")),
        };
    }

    /// <summary>The answers of an endpoint have those of their status.</summary>
    public static void Describe(OpenApiResponses responses, IList<object> endpoint, OpenApiDocument document)
    {
        var isOfApi = endpoint.OfType<RequiredScopes>().Any();
        var isReplayed = endpoint.OfType<IdempotentReplays>().Any();
        foreach (var (status, response) in responses)
        {
            string[] names =
            [
                .. isOfApi ? [SupportedVersions] : Array.Empty<string>(),
                .. isReplayed && status is "200" or "400" ? [Replayed] : Array.Empty<string>(),
                .. status is "401" or "403" ? [Challenge] : Array.Empty<string>(),
                .. status is "429" ? [RetryAfter] : Array.Empty<string>(),
            ];
            ((OpenApiResponse)response).Headers =
                names.ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document));
        }
    }

    private static OpenApiHeader Header(string source, Value value)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        value.ApplyTo(schema);
        var header = new OpenApiHeader { Description = value.Description, Schema = schema };
        Sources.Mark(header, source);
        return header;
    }
}
