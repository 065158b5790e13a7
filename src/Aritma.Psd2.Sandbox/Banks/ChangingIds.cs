namespace Aritma.Psd2.Sandbox;

/// <summary>Plays a bank whose transactions have new ids every hour, although nothing has changed.</summary>
internal static class ChangingIds
{
    public static IReadOnlyList<Transaction> At(IReadOnlyList<Transaction> ledger, int hours) =>
        hours < 1 ? ledger : [.. ledger.Select(transaction => transaction with { Id = Transaction.Renamed(transaction.Id, hours) })];
}
