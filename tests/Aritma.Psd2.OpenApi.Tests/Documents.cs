using System.Reflection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Aritma.Psd2.OpenApi.Tests;

/// <summary>The documents of the repository.</summary>
internal static class Documents
{
    // First: the others need it.
    public static string Repository { get; } =
        typeof(Documents).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Repository").Value!;

    public static string[] Names { get; } = ["psd2", "sandbox"];

    public static OpenApiDocument Psd2 { get; } = Read("psd2").Document!;

    public static OpenApiDocument Sandbox { get; } = Read("sandbox").Document!;

    public static string PathOf(string name) => Path.Combine(Repository, "src", "Aritma.Psd2.Sandbox", "OpenApi", $"{name}.json");

    public static ReadResult Read(string name) => OpenApiDocument.Parse(File.ReadAllText(PathOf(name)), OpenApiConstants.Json);

    /// <summary>Each operation with its method and path, such as <c>GET /api/banks</c>.</summary>
    public static IEnumerable<(string Route, OpenApiOperation Operation)> Operations(this OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations!
        select ($"{operation.Key} {path.Key}", operation.Value);

    /// <summary>Each member of a schema, such as <c>Bank.id</c>.</summary>
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> Members(this OpenApiDocument document) =>
        from schema in document.Components!.Schemas!
        from member in schema.Value.Properties!
        select ($"{schema.Key}.{member.Key}", member.Value);
}
