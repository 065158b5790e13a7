using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A page of transactions. Source: Get transactions (PSD2).</summary>
public sealed record TransactionPage : Psd2Model
{
    /// <summary>The transactions. Their order isn't documented.</summary>
    public required TransactionLists Transactions { get; init; }

    /// <summary>
    /// Where the other pages are; null where there are none. Inferred: where the next cursor stands isn't documented, and it is looked for
    /// inside of <see cref="Transactions"/> too.
    /// </summary>
    [JsonPropertyName("_links")]
    public PageLinks? Links { get; init; }

    /// <summary>The page after this one, in whichever place it stands; null on the last page.</summary>
    [JsonIgnore, JsonPropertyName(Names.OfNoMember)]
    public PageLink? Next => Links?.Next is { Href.Length: > 0 } next ? next : Transactions.Links?.Next;
}
