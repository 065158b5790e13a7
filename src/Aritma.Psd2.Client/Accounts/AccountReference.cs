namespace Aritma.Psd2.Client;

/// <summary>
/// An account by its numbers. Source: Initiate payment (V4). Its member <c>other</c>, whose shape isn't documented, is among
/// <see cref="Psd2Model.UnknownMembers"/>.
/// </summary>
public sealed record AccountReference : Psd2Model
{
    /// <summary>The IBAN.</summary>
    public string? Iban { get; init; }

    /// <summary>The national account number.</summary>
    public string? Bban { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    public string? Currency { get; init; }
}
