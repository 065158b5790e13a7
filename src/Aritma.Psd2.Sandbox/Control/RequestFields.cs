namespace Aritma.Psd2.Sandbox;

/// <summary>A token request without its secret and token. The status is null while it is held, and where it got no answer.</summary>
internal sealed record TokenRequestFields(
    DateTimeOffset ReceivedAt, string? Tenant, string? ClientId, string? Scope, string? GrantedScope, int? Status, string? Error)
{
    public static TokenRequestFields Of(SandboxTokenRequest request, Confidential confidential) => new(
        request.ReceivedAt,
        confidential.Hide(request.Tenant),
        confidential.Hide(request.ClientId),
        confidential.Hide(request.Scope),
        request.GrantedScope,
        request.StatusCode,
        request.Error);
}

/// <summary>An API request without its token, and the client and scopes that the token stood for.</summary>
internal sealed record ApiRequestFields(
    DateTimeOffset ReceivedAt, string Method, string PathAndQuery, string? ClientId, string? Scope, string? ConsentId, int? Status)
{
    public static ApiRequestFields Of(SandboxApiRequest request, Confidential confidential) => new(
        request.ReceivedAt,
        request.Method,
        confidential.Hide(request.PathAndQuery),
        request.ClientId,
        request.Scope,
        confidential.Hide(request.Headers.GetValueOrDefault("Consent-ID")),
        request.StatusCode);
}
