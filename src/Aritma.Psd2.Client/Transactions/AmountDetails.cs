namespace Aritma.Psd2.Client;

/// <summary>The amounts behind that of a transaction. Source: Aritma's transaction event.</summary>
public sealed record AmountDetails : Psd2Model
{
    /// <summary>What was instructed, before it was exchanged.</summary>
    public InstructedAmount? InstructedAmount { get; init; }
}
