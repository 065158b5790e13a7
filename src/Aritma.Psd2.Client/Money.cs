using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// An amount in a currency: in JSON an object with a decimal string, <c>{"currency":"NOK","amount":"-120.50"}</c> (Aritma's transaction
/// event). It is written as it was read: zeros at the end of the decimals stay.
/// </summary>
/// <param name="Amount">
/// The amount, negative where money leaves the account. One that is empty, or that a <see cref="decimal"/> can't hold exactly, is an error
/// of reading.
/// </param>
/// <param name="Currency">
/// The currency (ISO 4217), such as <c>NOK</c>; null where the API names none. That balances name it is inferred.
/// </param>
[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string? Currency)
{
    /// <summary>The members that this library doesn't know, by name; null if there are none. Without a part in equality.</summary>
    public IDictionary<string, JsonElement>? UnknownMembers { get; init; }

    /// <summary>Whether amount and currency are the same.</summary>
    public bool Equals(Money other) => Amount == other.Amount && Currency == other.Currency;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Amount, Currency);

    /// <summary>The amount and the currency, such as <c>-120.50 NOK</c>, whatever the current culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}").TrimEnd();
}
