namespace Aritma.Psd2.Sandbox;

/// <summary>An account with its whole history, which may be long and is written when it is first asked for.</summary>
internal sealed record Account(
    string Id,
    Bank Bank,
    string Bban,
    string Iban,
    string Name,
    string DisplayName,
    string Currency,
    Lazy<IReadOnlyList<Transaction>> History)
{
    /// <summary>Newest first: what is only announced, then what is pending, then what is booked.</summary>
    public IReadOnlyList<Transaction> Transactions => History.Value;

    public decimal BookedBalance => BookedBalanceOn(DateOnly.MaxValue);

    /// <summary>What is left when everything pending has gone through as well.</summary>
    public decimal AvailableBalance =>
        BookedBalance + Transactions.Where(item => item.Status == BookingStatus.Pending).Sum(item => item.Amount);

    /// <summary>Null: nothing is booked.</summary>
    public DateOnly? LastBooking => LastBookedOn(DateOnly.MaxValue)?.Date;

    private decimal OpeningBalance =>
        Transactions.LastOrDefault(item => item.Status == BookingStatus.Booked) is { } oldest
            ? oldest.BalanceAfter!.Value - oldest.Amount
            : TransactionHistory.LowestBalance;

    /// <summary>The booked balance at the end of a day.</summary>
    public decimal BookedBalanceOn(DateOnly day) => LastBookedOn(day)?.BalanceAfter ?? OpeningBalance;

    private Transaction? LastBookedOn(DateOnly day) =>
        Transactions.FirstOrDefault(item => item.Status == BookingStatus.Booked && item.Date <= day);
}
