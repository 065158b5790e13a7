namespace Aritma.Psd2.Sandbox;

/// <summary>The fields of a refresh request: of a <see cref="ConsentBody"/>, those that a consent can change.</summary>
[AritmaSource(V4Pages.RefreshConsent, "expires", "redirectSettings", "state")]
internal sealed record RefreshBody(DateTimeOffset? Expires, ConsentRedirects? RedirectSettings, string? State);
