namespace Aritma.Psd2.Sandbox;

/// <summary>Plays a bank whose transactions have new ids every hour, although nothing has changed.</summary>
internal static class ChangingIds
{
    public static IReadOnlyList<Transaction> At(IReadOnlyList<Transaction> ledger, DateTimeOffset now, DateTimeOffset since)
    {
        return [.. ledger.Select(item => Hours(item) is > 0 and var hours ? item with { Id = Transaction.Renamed(item.Id, hours) } : item)];

        int Hours(Transaction item) => (int)(now - (item.AddedAt ?? since)).TotalHours;
    }
}
