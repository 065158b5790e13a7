namespace Aritma.Psd2.Sandbox;

/// <summary>Plays a bank that books what is pending an hour after it came, and gives it a new id then.</summary>
internal static class LateBooking
{
    private static readonly TimeSpan Delay = TimeSpan.FromHours(1);

    public static IReadOnlyList<Transaction> At(
        IReadOnlyList<Transaction> ledger, DateTimeOffset now, DateTimeOffset since, decimal initialBalance)
    {
        var due = ledger.Where(IsDue).OrderBy(BookedAt).ToList();
        IReadOnlyList<Transaction> rest = due.Count == 0 ? ledger : [.. ledger.Where(item => !IsDue(item))];
        return due.Aggregate(rest, (booked, item) => booked.With(Booked(item), initialBalance));

        bool IsDue(Transaction item) => item.Status == BookingStatus.Pending && BookedAt(item) <= now;

        DateTimeOffset BookedAt(Transaction item) => (item.AddedAt ?? since) + Delay;

        Transaction Booked(Transaction item) => item with
        {
            Id = Transaction.Renamed(item.Id, 1),
            Status = BookingStatus.Booked,
            Date = DateOnly.FromDateTime(BookedAt(item).UtcDateTime),
        };
    }
}
