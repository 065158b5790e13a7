using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>An amount before it was exchanged. Source: Aritma's transaction event.</summary>
public sealed record InstructedAmount : Psd2Model
{
    /// <summary>The amount.</summary>
    [JsonConverter(typeof(AmountConverter))]
    public decimal? Amount { get; init; }

    /// <summary>Its currency (ISO 4217).</summary>
    public string? Currency { get; init; }

    /// <summary>The currency that it was exchanged from (ISO 4217).</summary>
    public string? SourceCurrency { get; init; }

    /// <summary>The currency that it was exchanged to (ISO 4217).</summary>
    public string? TargetCurrency { get; init; }

    /// <summary>The currency that the rate is quoted in (ISO 4217).</summary>
    public string? UnitCurrency { get; init; }

    /// <summary>The rate of exchange.</summary>
    [JsonConverter(typeof(RateConverter))]
    public decimal? ExchangeRate { get; init; }
}
