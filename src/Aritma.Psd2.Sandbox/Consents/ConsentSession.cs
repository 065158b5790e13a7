namespace Aritma.Psd2.Sandbox;

/// <summary>A consent that waits for its end user at the redirect address.</summary>
internal sealed record ConsentSession(string ConsentId, string ResourceId, string RedirectUrl, string Status, string? State);
