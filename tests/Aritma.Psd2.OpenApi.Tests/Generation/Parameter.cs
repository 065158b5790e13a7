using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Generation;

/// <summary>A parameter of operations.</summary>
internal sealed record Parameter(ParameterLocation In, string Name, Value Value)
{
    public bool IsRequired { get; init; } = In == ParameterLocation.Path;

    public OpenApiParameter ToOpenApi()
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String };
        Value.ApplyTo(schema);
        return new() { Name = Name, In = In, Required = IsRequired, Description = Value.Description, Schema = schema };
    }
}
