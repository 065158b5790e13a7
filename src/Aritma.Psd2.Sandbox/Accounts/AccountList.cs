namespace Aritma.Psd2.Sandbox;

[AritmaSource(V4Pages.GetAccounts, "accounts")]
internal sealed record AccountList(IEnumerable<AccountFields> Accounts);

/// <summary>The answer with a single account.</summary>
internal sealed record AccountAnswer(AccountFields Account);

[AritmaSource(V4Pages.GetAccounts, "id", "iban", "bban")]
[AritmaSource(V4Pages.AccountEvent, "bic", "name", "displayName", "currency")]
internal sealed record AccountFields(
    string Id,
    string Bic,
    string Iban,
    string Bban,
    string Name,
    string DisplayName,
    string Currency,
    IReadOnlyList<Balance>? Balances)
{
    public static AccountFields Of(Account account, IReadOnlyList<Balance>? balances) => new(
        account.Id, account.Bank.Bic, account.Iban, account.Bban, account.Name, account.DisplayName, account.Currency, balances);
}
