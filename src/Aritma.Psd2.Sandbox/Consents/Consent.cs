namespace Aritma.Psd2.Sandbox;

/// <summary>One end user's consent. The short id ends the one-time address where it is given; null: there is none, or no longer.</summary>
internal sealed record Consent(
    string Id, string ClientId, Bank? Bank, string? ShortId, ConsentStatus Status, DateTimeOffset ExpiresAt, ConsentReturn Return)
{
    public string ResourceId => $"/consents/{Id}";

    /// <summary>The clock ends a consent that is in use or may come to be; the other statuses are final.</summary>
    public ConsentStatus StatusAt(DateTimeOffset now) =>
        now >= ExpiresAt && (Status.IsWaiting() || Status == ConsentStatus.Authorized) ? ConsentStatus.Expired : Status;

    public bool IsUsableAt(DateTimeOffset now) => StatusAt(now) == ConsentStatus.Authorized;

    /// <summary>Whether the end user can still decide at the address that ends in the short id.</summary>
    public bool IsOpenAt(DateTimeOffset now, string shortId) => ShortId == shortId && Status.IsWaiting() && now < ExpiresAt;

    /// <summary>One without a bank covers all accounts at ordinary banks.</summary>
    public bool Covers(Account account) => Bank is null ? account.Bank.IsOrdinary : account.Bank.Id == Bank.Id;
}
