namespace Aritma.Psd2.Client;

/// <summary>The answer about one account. Inferred: Aritma doesn't document its members.</summary>
public sealed record AccountAnswer : Psd2Model
{
    /// <summary>The account. Inferred.</summary>
    public required Account Account { get; init; }
}
