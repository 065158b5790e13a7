using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>An object with an amount and a currency. The platform can't keep unknown members of a read-only structure by itself.</summary>
public sealed class MoneyConverter : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Money is no object.");
        }

        decimal? amount = null;
        string? currency = null;
        Dictionary<string, JsonElement>? unknown = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name.Equals("amount", StringComparison.OrdinalIgnoreCase))
            {
                amount = ExactDecimal.Read(ref reader);
            }
            else if (name.Equals("currency", StringComparison.OrdinalIgnoreCase))
            {
                currency = reader.TokenType is JsonTokenType.String or JsonTokenType.Null
                    ? reader.GetString()
                    : throw new JsonException("A currency is no text.");
            }
            else
            {
                (unknown ??= [])[name] = JsonElement.ParseValue(ref reader);
            }
        }

        return amount is { } present
            ? new(present, currency) { UnknownMembers = unknown }
            : throw new JsonException("Money has no amount.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (value.Currency is { } currency)
        {
            writer.WriteString("currency"u8, currency);
        }

        writer.WriteString("amount"u8, ExactDecimal.Text(value.Amount));
        foreach (var (name, member) in value.UnknownMembers ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
