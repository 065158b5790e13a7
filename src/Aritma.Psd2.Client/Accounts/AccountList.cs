using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A page of accounts. Source: Get accounts (V4).</summary>
public sealed record AccountList : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The accounts.</summary>
    public required IReadOnlyList<Account> Accounts { get; init; }

    /// <summary>Where the other pages are; null where there are none.</summary>
    [JsonPropertyName("_links")]
    public PageLinks? Links { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Accounts);
}
