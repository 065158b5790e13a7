namespace Aritma.Psd2.Sandbox;

/// <summary>An account as the owner sees it.</summary>
internal sealed record ControlledAccount(string AccountId, Guid BankId, string Iban, string Name, string Currency)
{
    public static ControlledAccount Of(Account account) =>
        new(account.Id, account.Bank.Id, account.Iban, account.DisplayName, account.Currency);
}

internal sealed record AddedTransaction(string TransactionId);
