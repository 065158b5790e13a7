namespace Aritma.Psd2.Sandbox;

/// <summary>
/// One end user's consent. The short id ends the one-time address where it is given; afterwards the user goes to the success address, or
/// gets a receipt without one.
/// </summary>
internal sealed record Consent(
    string Id, string ClientId, Guid? BankId, string ShortId, bool IsApproved, DateTimeOffset ExpiresAt, Uri? Success, string? State)
{
    public string ResourceId => $"/consents/{Id}";

    /// <summary>The status in the spelling of the PSD2 pages, which differs from that of the later API (lower camel case).</summary>
    public string StatusAt(DateTimeOffset now) => now >= ExpiresAt ? "Expired" : IsApproved ? "Authorized" : "Created";

    public bool IsUsableAt(DateTimeOffset now) => IsApproved && now < ExpiresAt;
}
