using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// Which transactions are meant, by the stage of their booking. Source: Get transactions (PSD2).
/// </summary>
/// <remarks>
/// Two values are equal that differ in case only: Aritma's pages differ in it. A value without a name here is kept as it came.
/// </remarks>
[JsonConverter(typeof(OpenValueConverter<BookingStatus>))]
public readonly record struct BookingStatus : IOpenValue<BookingStatus>, IFormattable
{
    private readonly string? _value;

    /// <summary>Names a value that has no name here.</summary>
    /// <param name="value">The value as the API writes it.</param>
    public BookingStatus(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Those that are booked.</summary>
    public static BookingStatus Booked { get; } = new("booked");

    /// <summary>Those that are expected to be booked. Banks are known to change their ids when they are.</summary>
    public static BookingStatus Pending { get; } = new("pending");

    /// <summary>Booked and pending ones.</summary>
    public static BookingStatus Both { get; } = new("both");

    /// <summary>Those that are only announced, such as standing orders (inferred).</summary>
    public static BookingStatus Information { get; } = new("information");

    /// <summary>All of them.</summary>
    public static BookingStatus All { get; } = new("all");

    /// <summary>The value as the API writes it.</summary>
    public string Value => _value ?? "";

    static BookingStatus IOpenValue<BookingStatus>.FromText(string text) => new(text);

    /// <summary>Whether the values are the same, in whatever case.</summary>
    public bool Equals(BookingStatus other) => Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as the API writes it.</summary>
    public override string ToString() => Value;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Value;
}
