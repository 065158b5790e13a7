using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>Banks. Inferred: Aritma doesn't document the members of the answer.</summary>
public sealed record BankList : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The banks. Inferred.</summary>
    public required IReadOnlyList<Bank> Banks { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Banks);
}
