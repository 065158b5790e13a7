using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// A transaction. Source: Get transaction details (V4), and Aritma's transaction event, which is said to mirror the API; members that stand
/// in neither are inferred from the PSD2 interfaces of banks.
/// </summary>
/// <remarks>
/// Don't rely on <see cref="TransactionId"/> to recognise a transaction that was read before: banks leave it out, use it twice, and change
/// it when a pending transaction is booked.
/// </remarks>
public sealed record Transaction : Psd2Model
{
    /// <summary>The id; null where the bank gives none.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>
    /// The stage of its booking. <see cref="AccountsApiExtensions.GetAllTransactionsAsync"/> sets it to the list in which the transaction
    /// stood; elsewhere it is what the transaction itself says, or null. That it says so is inferred.
    /// </summary>
    public BookingStatus? BookingStatus { get; init; }

    /// <summary>The day of booking; null as long as it isn't booked.</summary>
    [JsonConverter(typeof(DateConverter))]
    public DateOnly? BookingDate { get; init; }

    /// <summary>The day from which it counts for interest.</summary>
    [JsonConverter(typeof(DateConverter))]
    public DateOnly? ValueDate { get; init; }

    /// <summary>How much, negative where money leaves the account (the sign is inferred).</summary>
    public Money? TransactionAmount { get; init; }

    /// <summary>The amount in its original currency.</summary>
    public AmountDetails? AmountDetails { get; init; }

    /// <summary>The number of the entry in the account.</summary>
    public string? EntryReference { get; init; }

    /// <summary>Numbers that the parties and their banks gave it.</summary>
    public TransactionReferences? References { get; init; }

    /// <summary>Who receives the money. Inferred.</summary>
    public string? CreditorName { get; init; }

    /// <summary>The account that receives it. Inferred.</summary>
    public AccountReference? CreditorAccount { get; init; }

    /// <summary>Who pays. Inferred.</summary>
    public string? DebtorName { get; init; }

    /// <summary>The account that pays. Inferred.</summary>
    public AccountReference? DebtorAccount { get; init; }

    /// <summary>What it is for, in words. Inferred.</summary>
    public string? RemittanceInformationUnstructured { get; init; }

    /// <summary>The balance of the account after it. Inferred.</summary>
    public Balance? BalanceAfterTransaction { get; init; }
}
