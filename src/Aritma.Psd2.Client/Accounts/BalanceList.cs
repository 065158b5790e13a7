using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>The balances of an account. Source: Get account balances (V4).</summary>
public sealed record BalanceList : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The account.</summary>
    public AccountReference? Account { get; init; }

    /// <summary>The balances.</summary>
    public required IReadOnlyList<Balance> Balances { get; init; }

    /// <summary>Where the other pages are; null where there are none. Inferred: only the parameter <c>cursor</c> is documented.</summary>
    [JsonPropertyName("_links")]
    public PageLinks? Links { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Balances);
}
