using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>What the type in C# doesn't tell of a value.</summary>
internal sealed record Value(string Description)
{
    /// <summary>Not the format <c>decimal</c>: generators of clients take that for a JSON number.</summary>
    public const string Decimal = @"^-?\d+\.\d+$";
    public const string Currency = "^[A-Z]{3}$";
    public const string Iban = "^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$";

    /// <summary>The JSON type, where it isn't that of the code.</summary>
    public JsonSchemaType? Type { get; init; }

    public string? Format { get; init; }

    public string? Pattern { get; init; }

    /// <summary>All values that there are.</summary>
    public string[] Values { get; init; } = [];

    public string? Example { get; init; }

    public void ApplyTo(OpenApiSchema schema)
    {
        schema.Type = Type ?? schema.Type;
        schema.Format = Format ?? schema.Format;
        schema.Pattern = Pattern;
        schema.Enum = Values.Length == 0 ? null : [.. Values.Select(value => (JsonNode)value)];
        schema.Examples = Example is null ? null : [Example];
    }
}
