using System.Text.Json.Serialization;

namespace Aritma.Psd2.Sandbox;

/// <summary>A transaction to be added to an account. Balances follow.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class SandboxTransaction
{
    /// <summary>
    /// The amount in the account's currency, negative when it leaves the account: at most two decimals, and 10¹² either way.
    /// </summary>
    public required decimal Amount { get; set; }

    /// <summary>The day it is booked or expected. Default: today by the sandbox's clock (UTC).</summary>
    public DateOnly? Date { get; set; }

    /// <summary><c>booked</c>, <c>pending</c> or <c>information</c>, in any case. Default: booked.</summary>
    public string Status { get; set; } = "booked";

    /// <summary>Who pays or is paid. Default: a made-up name.</summary>
    public string Counterparty { get; set; } = "Multemyra Dagligvare";

    /// <summary>The text of the transaction. Default: <c>Varekjøp</c>.</summary>
    public string Text { get; set; } = "Varekjøp";

    /// <summary>The id, also one that the account has already, as some banks reuse ids. Default: a random one.</summary>
    public string? Id { get; set; }
}
