using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>
/// A moment (RFC 3339). Without an offset it is in UTC, not in the machine's own time. What is shorter than a tick, 100 ns, is cut off.
/// </summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Instant.TryParse(reader.GetString()!, out var instant)
            ? instant
            : throw new JsonException("A moment is no date-time of RFC 3339.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
