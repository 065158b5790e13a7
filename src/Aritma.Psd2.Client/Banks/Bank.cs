using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// A bank. Aritma documents that banks have ids, which are GUIDs, and that some have a member <c>onboarding</c>, which is among
/// <see cref="Psd2Model.UnknownMembers"/> (onboarding guide, V4); the rest is inferred.
/// </summary>
public sealed record Bank : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The id, for <see cref="NewConsent.BankId"/>: a GUID. The member's name is inferred.</summary>
    public required string Id { get; init; }

    /// <summary>The name to show. Inferred.</summary>
    public string? Name { get; init; }

    /// <summary>The BIC (ISO 9362). Inferred.</summary>
    public string? Bic { get; init; }

    /// <summary>The country (ISO 3166-1 alpha-2). Inferred.</summary>
    public string? CountryCode { get; init; }

    /// <summary>The channels through which the bank is reached, such as <c>psd2</c>. Inferred.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Channels);
}
