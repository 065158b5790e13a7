using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A cursor as the text that it is.</summary>
public sealed class PageCursorConverter : JsonConverter<PageCursor>
{
    /// <inheritdoc/>
    public override PageCursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } text
            ? new(text)
            : throw new JsonException("A cursor is no text, or empty.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, PageCursor value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
