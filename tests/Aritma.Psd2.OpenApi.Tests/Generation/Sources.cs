using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>Where the items of an operation or of a schema come from: what no page has is inferred. Each name is to be an item's.</summary>
internal sealed class Sources(IReadOnlyList<AritmaSourceAttribute> sources)
{
    public const string Extension = "x-aritma-source";

    private readonly HashSet<string> _unused = [.. sources.SelectMany(source => source.Members)];

    public static void Mark(IOpenApiExtensible item, string source) =>
        (item.Extensions ??= new Dictionary<string, IOpenApiExtension>())[Extension] = new JsonNodeExtension(source);

    public string Of(string name)
    {
        _unused.Remove(name);
        return sources.SingleOrDefault(source => source.Members.Contains(name))?.Page ?? "inferred";
    }

    public void MarkAll(OpenApiOperation operation, string page)
    {
        Mark(operation, page);
        foreach (var parameter in operation.Parameters!.Cast<OpenApiParameter>())
        {
            Mark(parameter, Of(parameter.Name!));
        }

        foreach (var (status, response) in operation.Responses!)
        {
            Mark((OpenApiResponse)response, Of(status));
        }

        CheckNames(operation.OperationId!);
    }

    public void CheckNames(string place)
    {
        if (_unused.Count > 0)
        {
            throw new InvalidOperationException($"{place} has no {string.Join(", ", _unused)}.");
        }
    }
}
