using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A date (RFC 3339). Of a date-time the date is taken as it is written, whatever its offset.</summary>
public sealed class DateConverter : JsonConverter<DateOnly>
{
    private const string Format = "yyyy-MM-dd";

    /// <inheritdoc/>
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        var isDateTime = text.Length > Format.Length && Instant.TryParse(text, out _);
        return DateOnly.TryParseExact(
            isDateTime ? text[..Format.Length] : text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : throw new JsonException("A date is no date or date-time of RFC 3339.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
