using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>A decimal number in JSON, no digit of which is lost or made up.</summary>
internal static class ExactDecimal
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Reads a string, or a number. Only a number may have an exponent.</summary>
    /// <exception cref="JsonException">It is neither, or a <see cref="decimal"/> can't hold it exactly.</exception>
    public static decimal Read(ref Utf8JsonReader reader)
    {
        var (text, style) = reader.TokenType switch
        {
            JsonTokenType.String => (reader.GetString()!, Plain),
            JsonTokenType.Number => (Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
                Plain | NumberStyles.AllowExponent),
            _ => ("", Plain),
        };

        // Parsing rounds without a word, and passes over null characters at the end.
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number)
            && number.Scale == DecimalsOf(text)
            && !text.EndsWith('\0')
                ? number
                : throw new JsonException("A number is no decimal number, or has more digits than a decimal holds.");
    }

    /// <summary>All digits, and the sign of a zero, which .NET leaves out.</summary>
    public static string Text(decimal number) =>
        (number == 0 && decimal.IsNegative(number) ? "-" : "") + number.ToString(CultureInfo.InvariantCulture);

    private static int DecimalsOf(string text)
    {
        var parts = text.Split('e', 'E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        return parts.Length == 1 ? decimals
            : int.TryParse(parts[1], Plain, CultureInfo.InvariantCulture, out var exponent) ? Math.Max(0, decimals - exponent)
            : -1;
    }
}
