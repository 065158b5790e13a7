using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>An amount as a decimal string, so that no digit is lost on the way. A JSON number is read too.</summary>
/// <remarks>
/// A number that a <see cref="decimal"/> can't hold exactly, with all its decimals, is refused, and never rounded. What is read is written
/// again as it stood, but for what makes no difference: a plus sign, zeros in front, a missing zero before the point, a point without
/// decimals, and the exponent of a JSON number.
/// </remarks>
public sealed class AmountConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ExactDecimal.Read(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ExactDecimal.Text(value));
    }
}
