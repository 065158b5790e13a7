using Aritma.Psd2.Client;

namespace AccountOverview.Accounts;

/// <summary>The booked balance at the end of each day, from today's and the transactions since. The API has none of the past.</summary>
/// <param name="Days">Each day of the period, the earliest first.</param>
/// <param name="Currency">The currency of all of it.</param>
internal sealed record BalanceHistory(IReadOnlyList<DayBalance> Days, string? Currency)
{
    /// <summary>Calculates it backwards; null where the bank left out what that takes, or where the period ended before today.</summary>
    public static BalanceHistory? Of(AccountStatement statement, DateOnly today)
    {
        if (statement.Account.Booked is not { BalanceAmount: { } balance } booked)
        {
            return null;
        }

        var transactions = statement.Transactions.Where(transaction => transaction.BookingStatus == BookingStatus.Booked).ToList();
        if (!statement.Period.ReachesToday || !transactions.All(IsComplete))
        {
            return null;
        }

        // Without a day, a balance during the day is of now, and one of a day's end is of nobody knows when.
        var first = statement.Period.From;
        var latest = transactions.Select(transaction => transaction.BookingDate!.Value).Append(today).Max();
        var last = booked.ReferenceDate ?? (booked.BalanceType == BalanceType.InterimBooked ? latest : DateOnly.MinValue);
        if (last < first || last > latest)
        {
            return null;
        }

        var changes = transactions
            .GroupBy(transaction => transaction.BookingDate!.Value)
            .ToDictionary(day => day.Key, day => day.Sum(transaction => transaction.TransactionAmount!.Value.Amount));
        var days = new Stack<DayBalance>();
        var amount = balance.Amount;
        for (var day = last; day >= first; day = day.AddDays(-1))
        {
            var hasBookings = changes.TryGetValue(day, out var change);
            days.Push(new(day, hasBookings, change, amount));
            amount -= change;
        }

        return new([.. days], balance.Currency);

        bool IsComplete(Transaction transaction) =>
            transaction is { BookingDate: not null, TransactionAmount: { } paid }
            && (paid.Currency ?? balance.Currency) == balance.Currency;
    }
}

/// <param name="Day">The day.</param>
/// <param name="HasBookings">Whether anything was booked on it.</param>
/// <param name="Change">What was booked on it, in sum.</param>
/// <param name="Balance">The balance at its end.</param>
internal sealed record DayBalance(DateOnly Day, bool HasBookings, decimal Change, decimal Balance);
