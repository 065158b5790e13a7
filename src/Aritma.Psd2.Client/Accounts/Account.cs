using System.Text.Json.Serialization;
using Aritma.Psd2.Client.Serialization;

namespace Aritma.Psd2.Client;

/// <summary>
/// An account. Source: Get accounts (V4: id, IBAN, BBAN), and Aritma's account events, which are said to mirror the API.
/// </summary>
/// <remarks>
/// Recognise an account by <see cref="Iban"/> or <see cref="Bban"/>: that its id stays the same under a new consent isn't documented.
/// </remarks>
public sealed record Account : Psd2Model, IJsonOnDeserialized
{
    /// <summary>The id, for further calls.</summary>
    public required string Id { get; init; }

    /// <summary>The IBAN; null where the account has none.</summary>
    public string? Iban { get; init; }

    /// <summary>The national account number; null where the account has none.</summary>
    public string? Bban { get; init; }

    /// <summary>The bank's BIC (ISO 9362).</summary>
    public string? Bic { get; init; }

    /// <summary>The name that the bank gives the account.</summary>
    public string? Name { get; init; }

    /// <summary>The name to show.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    public string? Currency { get; init; }

    /// <summary>The state of the account, such as <c>Active</c>.</summary>
    public string? AccountStatus { get; init; }

    /// <summary>The balances, where they were asked for with <c>withBalance</c>. That they stand here is inferred.</summary>
    public IReadOnlyList<Balance>? Balances { get; init; }

    void IJsonOnDeserialized.OnDeserialized() => Items.MustExist(Balances);
}
