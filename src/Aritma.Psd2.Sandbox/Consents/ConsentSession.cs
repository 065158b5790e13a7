namespace Aritma.Psd2.Sandbox;

/// <summary>A consent that waits for its end user at the redirect address.</summary>
[AritmaSource(Psd2Pages.Quickstart, "consentId", "redirectUrl", "status")]
[AritmaSource(V4Pages.CreateConsent, "resourceId", "state")]
internal sealed record ConsentSession(string ConsentId, string ResourceId, string RedirectUrl, string Status, string? State);
