using System.Globalization;

namespace Aritma.Psd2.Sandbox;

[AritmaSource(V4Pages.GetBalances, "account", "balances")]
internal sealed record BalanceList(AccountReference Account, IEnumerable<Balance> Balances);

[AritmaSource(V4Pages.GetBalances, "iban", "bban")]
[AritmaSource(V4Pages.InitiatePayment, "currency")]
internal sealed record AccountReference(string Iban, string Bban, string Currency);

[AritmaSource(V4Pages.BalanceEvent, "balanceAmount", "balanceType", "referenceDate", "lastChangeDate")]
internal sealed record Balance(Money BalanceAmount, string BalanceType, DateOnly? ReferenceDate, DateOnly? LastChangeDate);

[AritmaSource(V4Pages.TransactionEvent, "currency", "amount")]
internal sealed record Money(string Currency, string Amount)
{
    public static Money Of(decimal amount, string currency) => new(currency, amount.ToString("0.00", CultureInfo.InvariantCulture));
}
