using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>A balance. Source: Aritma's balance event, which is said to mirror the API.</summary>
public sealed record Balance : Psd2Model
{
    /// <summary>How much.</summary>
    public Money? BalanceAmount { get; init; }

    /// <summary>What it counts.</summary>
    public BalanceType? BalanceType { get; init; }

    /// <summary>The day that the balance is of.</summary>
    [JsonConverter(typeof(DateConverter))]
    public DateOnly? ReferenceDate { get; init; }

    /// <summary>The day on which it changed last.</summary>
    [JsonConverter(typeof(DateConverter))]
    public DateOnly? LastChangeDate { get; init; }
}
