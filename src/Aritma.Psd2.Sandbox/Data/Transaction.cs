namespace Aritma.Psd2.Sandbox;

/// <summary>
/// One movement of money, negative when it leaves the account. The date is the booking date, or the day it is expected; only what is
/// booked has a balance afterwards.
/// </summary>
internal sealed record Transaction(
    string Id,
    BookingStatus Status,
    DateOnly Date,
    decimal Amount,
    string Counterparty,
    string CounterpartyIban,
    string Remittance,
    decimal? BalanceAfter = null);

internal enum BookingStatus
{
    Booked,
    Pending,

    /// <summary>Only announced, such as a standing order.</summary>
    Information,
}
