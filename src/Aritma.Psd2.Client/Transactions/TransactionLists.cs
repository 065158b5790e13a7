using System.Text.Json;
using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// Transactions by the stage of their booking. Inferred: Aritma documents an object, and not its members, which are those that PSD2
/// interfaces of banks have.
/// </summary>
public sealed record TransactionLists : Psd2Model, IJsonOnDeserialized
{
    /// <summary>Those that are booked; null where they weren't asked for. Inferred.</summary>
    public IReadOnlyList<Transaction>? Booked { get; init; }

    /// <summary>Those that are expected to be booked; null where they weren't asked for. Inferred.</summary>
    public IReadOnlyList<Transaction>? Pending { get; init; }

    /// <summary>Those that are only announced; null where they weren't asked for. Inferred.</summary>
    public IReadOnlyList<Transaction>? Information { get; init; }

    /// <summary>Where the other pages are, if it stands here. Inferred.</summary>
    [JsonPropertyName("_links")]
    public PageLinks? Links { get; init; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        Items.MustExist(Booked);
        Items.MustExist(Pending);
        Items.MustExist(Information);
        if (Booked is null && Pending is null && Information is null && UnknownMembers is { Count: > 0 })
        {
            // Better an error than an import that finds nothing, and says so every day.
            throw new JsonException("None of the lists booked, pending and information is there, but something else is.");
        }
    }

    /// <summary>All of them, each with its stage.</summary>
    internal IEnumerable<Transaction> InOneList() =>
    [
        .. WithStatus(Booked, BookingStatus.Booked),
        .. WithStatus(Pending, BookingStatus.Pending),
        .. WithStatus(Information, BookingStatus.Information),
    ];

    private static IEnumerable<Transaction> WithStatus(IReadOnlyList<Transaction>? transactions, BookingStatus status) =>
        transactions?.Select(transaction => transaction with { BookingStatus = status }) ?? [];
}
