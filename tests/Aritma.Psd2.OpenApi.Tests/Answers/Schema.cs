using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests.Answers;

/// <summary>Compares JSON with a schema, as far as the documents make use of schemas.</summary>
/// <param name="isClosed">Whether members are wrong that the schema hasn't, and values that aren't listed.</param>
internal sealed class Schema(bool isClosed)
{
    public IEnumerable<string> Faults(JsonElement value, IOpenApiSchema schema, string place = "$")
    {
        if (KindOf(value) is var kind && (schema.Type & kind) is null or 0)
        {
            return [$"{place} is {kind}, and not {schema.Type}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => FaultsOfObject(value, schema, place),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Faults(item, schema.Items!, $"{place}[{index}]")),
            JsonValueKind.String => FaultsOfText(value.GetString()!, schema, place),
            _ => [],
        };
    }

    private IEnumerable<string> FaultsOfObject(JsonElement value, IOpenApiSchema schema, string place)
    {
        foreach (var missing in schema.Required?.Where(name => !value.TryGetProperty(name, out _)) ?? [])
        {
            yield return $"{place} has no {missing}";
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = schema.Properties?.TryGetValue(member.Name, out var own) == true ? own : schema.AdditionalProperties;
            if (known is null && isClosed)
            {
                yield return $"{place} has {member.Name}, which the schema hasn't";
            }

            foreach (var fault in known is null ? [] : Faults(member.Value, known, $"{place}.{member.Name}"))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<string> FaultsOfText(string text, IOpenApiSchema schema, string place)
    {
        var isRight = schema.Format switch
        {
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" =>
                text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "uri" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
            _ => true,
        };
        if (!isRight || (schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern)))
        {
            yield return $"{place} is {text}, and not of {schema.Format ?? schema.Pattern}";
        }

        if (isClosed && schema.Enum is { Count: > 0 } values && values.All(listed => listed?.GetValue<string>() != text))
        {
            yield return $"{place} is {text}, which isn't listed";
        }
    }

    private static JsonSchemaType KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonSchemaType.Object,
        JsonValueKind.Array => JsonSchemaType.Array,
        JsonValueKind.String => JsonSchemaType.String,
        JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
        JsonValueKind.Number => value.TryGetInt64(out _) ? JsonSchemaType.Integer | JsonSchemaType.Number : JsonSchemaType.Number,
        _ => JsonSchemaType.Null,
    };
}
