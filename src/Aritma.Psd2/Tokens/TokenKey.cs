namespace Aritma.Psd2.Tokens;

/// <summary>All that makes a token what it is. Two keys that differ in anything never share one.</summary>
/// <param name="Registration">The name of the registration; null for the default one.</param>
/// <param name="Endpoint">The token endpoint: it tells environment and tenant.</param>
/// <param name="ClientId">Whom the token was issued to.</param>
/// <param name="Scopes">What it grants.</param>
internal sealed record TokenKey(string? Registration, Uri Endpoint, string ClientId, ScopeSet Scopes);
