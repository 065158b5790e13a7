using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// An amount in a currency: in JSON an object with a decimal string, <c>{"currency":"NOK","amount":"-120.50"}</c> (Aritma's transaction
/// event). It is written as it was read: zeros at the end of the decimals stay, and so does the minus of <c>-0.00</c>.
/// </summary>
/// <remarks>
/// An amount is never rounded or guessed. Read are decimal strings and, should a bank's numbers get through, JSON numbers. What is plainly
/// the same number is written plainly: <c>+1</c> as <c>1</c>, <c>0012.50</c> as <c>12.50</c>, <c>.5</c> as <c>0.5</c>, <c>7.</c> as
/// <c>7</c>, the JSON number <c>1e3</c> as <c>1000</c>. Anything else is an error of reading, which names the place: an amount that is
/// missing or empty, spaces, a decimal comma, separators of thousands, an exponent in a string, more digits than a <see cref="decimal"/>
/// holds.
/// </remarks>
/// <param name="Amount">The amount, negative where money leaves the account.</param>
/// <param name="Currency">
/// The currency (ISO 4217), such as <c>NOK</c>; null where the API names none. That balances name it is inferred.
/// </param>
[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string? Currency)
{
    /// <summary>The members that this library doesn't know, by name; null if there are none. They take no part in equality.</summary>
    public IDictionary<string, JsonElement>? UnknownMembers { get; init; }

    /// <summary>Whether amount and currency are the same.</summary>
    public bool Equals(Money other) => Amount == other.Amount && Currency == other.Currency;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Amount, Currency);

    /// <summary>The amount and the currency, such as <c>-120.50 NOK</c>, whatever the current culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}").TrimEnd();
}
