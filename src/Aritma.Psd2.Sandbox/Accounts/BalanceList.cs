using System.Globalization;

namespace Aritma.Psd2.Sandbox;

internal sealed record BalanceList(AccountReference Account, IEnumerable<Balance> Balances);

internal sealed record AccountReference(string Iban, string Bban, string Currency);

internal sealed record Balance(Money BalanceAmount, string BalanceType, DateOnly? ReferenceDate, DateOnly? LastChangeDate);

internal sealed record Money(string Currency, string Amount)
{
    public static Money Of(decimal amount, string currency) => new(currency, amount.ToString("0.00", CultureInfo.InvariantCulture));
}
