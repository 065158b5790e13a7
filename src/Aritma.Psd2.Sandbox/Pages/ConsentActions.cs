namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What can be done to a consent where it stands.</summary>
internal sealed record ConsentActions(Consent Consent, DateTimeOffset Now)
{
    public ConsentStatus Status => Consent.StatusAt(Now);

    /// <summary>Where its end user decides, as long as that is open.</summary>
    public string? Address =>
        Consent.ShortId is { } shortId && Consent.IsOpenAt(Now, shortId) ? ConsentVisit.PathOf(shortId) : null;

    public bool CanEnd => Status.IsWaiting() || Status == ConsentStatus.Authorized;

    /// <summary>Whether it covers accounts, or has covered them as far as its status tells.</summary>
    public bool WasApproved => Status is ConsentStatus.Authorized or ConsentStatus.Revoked or ConsentStatus.Expired;

    /// <summary>The colour that goes with the status.</summary>
    public string Kind => Status.IsWaiting() ? "refused" : Status == ConsentStatus.Authorized ? "good" : "";
}
