namespace Aritma.Psd2.Sandbox;

/// <summary>What an account shows at one moment. Transactions are ordered as in <see cref="Ledger"/>.</summary>
internal sealed record Statement(Account Account, IReadOnlyList<Transaction> Transactions, DateOnly Today)
{
    public decimal BookedBalance => BookedBalanceOn(DateOnly.MaxValue);

    /// <summary>What is left when everything pending has gone through as well.</summary>
    public decimal AvailableBalance =>
        BookedBalance + Transactions.Where(item => item.Status == BookingStatus.Pending).Sum(item => item.Amount);

    /// <summary>Null: nothing is booked.</summary>
    public DateOnly? LastBooking => LastBookedOn(DateOnly.MaxValue)?.Date;

    private decimal OpeningBalance =>
        Transactions.LastOrDefault(item => item.Status == BookingStatus.Booked) is { } oldest
            ? oldest.BalanceAfter!.Value - oldest.Amount
            : Account.InitialBalance;

    /// <summary>The booked balance at the end of a day.</summary>
    public decimal BookedBalanceOn(DateOnly day) => LastBookedOn(day)?.BalanceAfter ?? OpeningBalance;

    private Transaction? LastBookedOn(DateOnly day) =>
        Transactions.FirstOrDefault(item => item.Status == BookingStatus.Booked && item.Date <= day);
}
