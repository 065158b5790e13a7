using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>Numbers that the parties of a transaction and their banks gave it. Source: Aritma's transaction event.</summary>
public sealed record TransactionReferences : Psd2Model, IJsonOnDeserialized
{
    /// <summary>Those that the payer gave it.</summary>
    public IReadOnlyList<string>? EndToEndIds { get; init; }

    /// <summary>The number of the payer's instruction.</summary>
    public string? InstructionId { get; init; }

    /// <summary>The number that the account's bank gave it.</summary>
    public string? AccountServicerReference { get; init; }

    /// <summary>The mandate of a direct debit.</summary>
    public string? MandateId { get; init; }

    /// <summary>The number of a cheque.</summary>
    public string? CheckNumber { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(EndToEndIds);
}
