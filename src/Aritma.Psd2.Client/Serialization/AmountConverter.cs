using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>
/// An amount as a decimal string, so that no digit is lost on the way. A JSON number is read too. Text that a <see cref="decimal"/> can't
/// give back as it stands is refused, but for a plus sign in front.
/// </summary>
public sealed class AmountConverter : JsonConverter<decimal>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number when !reader.HasValueSequence => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSequence),
            _ => "",
        };
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var amount) && Text(amount) == text.TrimStart('+')
            ? amount
            : throw new JsonException("An amount is no decimal number, or has more digits than a decimal holds.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Text(value));
    }

    private static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
