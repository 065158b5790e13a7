using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// What a balance counts. Source: Get account balances (V4). What each type means is inferred from the PSD2 interfaces of banks.
/// </summary>
/// <remarks>
/// Two values are equal that differ in case only: Aritma's pages differ in it. A value without a name here is kept as it came.
/// </remarks>
[JsonConverter(typeof(OpenValueConverter<BalanceType>))]
public readonly record struct BalanceType : IOpenValue<BalanceType>, IFormattable
{
    private readonly string? _value;

    /// <summary>Names a value that has no name here.</summary>
    /// <param name="value">The value as the API writes it.</param>
    public BalanceType(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>What was booked at the end of the day or period.</summary>
    public static BalanceType ClosingBooked { get; } = new("closingBooked");

    /// <summary>What was booked at its beginning.</summary>
    public static BalanceType OpeningBooked { get; } = new("openingBooked");

    /// <summary>What is booked, and what is pending.</summary>
    public static BalanceType Expected { get; } = new("expected");

    /// <summary>What is available at the time, during the day.</summary>
    public static BalanceType InterimAvailable { get; } = new("interimAvailable");

    /// <summary>What is booked at the time, during the day.</summary>
    public static BalanceType InterimBooked { get; } = new("interimBooked");

    /// <summary>What will be available at the given date.</summary>
    public static BalanceType ForwardAvailable { get; } = new("forwardAvailable");

    /// <summary>What a card has used and was not invoiced for.</summary>
    public static BalanceType NonInvoiced { get; } = new("nonInvoiced");

    /// <summary>The value as the API writes it.</summary>
    public string Value => _value ?? "";

    static BalanceType IOpenValue<BalanceType>.FromText(string text) => new(text);

    /// <summary>Whether the values are the same, in whatever case.</summary>
    public bool Equals(BalanceType other) => Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as the API writes it.</summary>
    public override string ToString() => Value;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Value;
}
