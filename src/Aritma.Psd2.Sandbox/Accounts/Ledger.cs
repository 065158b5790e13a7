namespace Aritma.Psd2.Sandbox;

/// <summary>
/// The transactions of an account, newest first: what is only announced, then what is pending, then what is booked, with the balance
/// after each.
/// </summary>
internal static class Ledger
{
    /// <summary>The ledger with one more transaction, newest of its day, and the balances that follow from it.</summary>
    public static IReadOnlyList<Transaction> With(this IReadOnlyList<Transaction> ledger, Transaction added, decimal initialBalance)
    {
        var place = 0;
        while (place < ledger.Count && IsNewer(ledger[place], added))
        {
            place++;
        }

        var (newer, older) = (ledger.Take(place), ledger.Skip(place));
        if (added.Status != BookingStatus.Booked)
        {
            return [.. newer, added, .. older];
        }

        // Nothing older: the balance before the oldest one.
        var before = place < ledger.Count ? ledger[place].BalanceAfter!.Value
            : place > 0 && ledger[place - 1] is { BalanceAfter: { } after } oldest ? after - oldest.Amount
            : initialBalance;
        return
        [
            .. newer.Select(item => item.BalanceAfter is { } balance ? item with { BalanceAfter = balance + added.Amount } : item),
            added with { BalanceAfter = before + added.Amount },
            .. older,
        ];
    }

    private static bool IsNewer(Transaction item, Transaction than) =>
        item.Status == than.Status ? item.Date > than.Date : item.Status > than.Status;
}
