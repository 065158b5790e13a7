namespace Aritma.Psd2.Sandbox;

/// <summary>An account with its whole history, newest first.</summary>
internal sealed record Account(
    string Id,
    Bank Bank,
    string Bban,
    string Iban,
    string Name,
    string DisplayName,
    string Currency,
    IReadOnlyList<Transaction> Transactions)
{
    public decimal BookedBalance => BookedBalanceOn(DateOnly.MaxValue);

    /// <summary>What is left when everything pending has gone through as well.</summary>
    public decimal AvailableBalance =>
        BookedBalance + Transactions.Where(item => item.Status == BookingStatus.Pending).Sum(item => item.Amount);

    public DateOnly LastBooking => Transactions.First(transaction => transaction.Status == BookingStatus.Booked).Date;

    /// <summary>The booked balance at the end of a day within the history.</summary>
    public decimal BookedBalanceOn(DateOnly day) =>
        Transactions.First(transaction => transaction.Status == BookingStatus.Booked && transaction.Date <= day).BalanceAfter!.Value;
}
