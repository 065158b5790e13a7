using System.Security.Cryptography;
using System.Text;

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
    decimal? BalanceAfter = null)
{
    /// <summary>What the references of payer and bank are made of: they stay when the id changes.</summary>
    public string Reference { get; init; } = Id;

    /// <summary>When it came to the account, if that wasn't before the sandbox started.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Another id, the same for the same id and number.</summary>
    public static string Renamed(string id, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}:{number}")).AsSpan(0, 12));
}

/// <summary>In the order of a ledger, last to first.</summary>
internal enum BookingStatus
{
    Booked,
    Pending,

    /// <summary>Only announced, such as a standing order.</summary>
    Information,
}
