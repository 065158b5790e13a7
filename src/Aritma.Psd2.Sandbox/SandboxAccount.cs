using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>An account to be added to the sandbox's own. It gets an id and account numbers of its own.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class SandboxAccount
{
    // Where JSON lacks a member, generated code sets the property all the same, to null.
    /// <summary>The bank, one of those that <c>GET /banks</c> lists. Default: the first of these.</summary>
    public string? BankId { get; init; }

    /// <summary>The name, of the account and to display. Default: <c>Konto</c>.</summary>
    public string Name { get; init => field = value ?? field; } = "Konto";

    /// <summary>The currency, three letters of ISO 4217. Default: <c>NOK</c>.</summary>
    public string Currency { get; init => field = value ?? field; } = "NOK";

    /// <summary>The balance before its first transaction, in <see cref="Currency"/>. Default: 0.</summary>
    public decimal Balance { get; init; }
}
