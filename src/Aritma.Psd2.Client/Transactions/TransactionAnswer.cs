namespace Aritma.Psd2.Client;

/// <summary>The answer about one transaction. Source: Get transaction details (V4).</summary>
public sealed record TransactionAnswer : Psd2Model
{
    /// <summary>The transaction.</summary>
    public required Transaction TransactionDetails { get; init; }
}
