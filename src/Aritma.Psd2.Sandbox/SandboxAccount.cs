using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>An account to be added to the sandbox's own. It gets an id and account numbers of its own.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class SandboxAccount
{
    /// <summary>The bank, one of those that <c>GET /banks</c> lists. Default: the first of these.</summary>
    public string? BankId { get; set; }

    /// <summary>The name, of the account and to display. Default: <c>Konto</c>.</summary>
    public string Name { get; set; } = "Konto";

    /// <summary>The currency, three letters of ISO 4217. Default: <c>NOK</c>.</summary>
    public string Currency { get; set; } = "NOK";

    /// <summary>The balance before the first transaction: at most two decimals, and 10¹² either way. Default: 0.</summary>
    public decimal Balance { get; set; }
}
