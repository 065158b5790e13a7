using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A value of an open list as the text that it is.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed class OpenValueConverter<TValue> : JsonConverter<TValue>
    where TValue : struct, IOpenValue<TValue>
{
    /// <inheritdoc/>
    public override TValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? TValue.FromText(reader.GetString()!)
            : throw new JsonException("A value of a list is no text.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
