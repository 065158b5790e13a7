namespace Aritma.Psd2.Sandbox;

/// <summary>A token request without its secret and token. The status is null while it is held, and where it got no answer.</summary>
internal sealed record TokenRequestFields(
    DateTimeOffset ReceivedAt, string? Tenant, string? ClientId, string? Scope, string? GrantedScope, int? Status, string? Error)
{
    public static TokenRequestFields Of(SandboxTokenRequest request) => new(
        request.ReceivedAt,
        request.Tenant,
        request.ClientId,
        request.Scope,
        request.GrantedScope,
        request.StatusCode,
        request.Error);
}

/// <summary>An API request without its token, and the client and scopes that the token stood for.</summary>
internal sealed record ApiRequestFields(
    DateTimeOffset ReceivedAt, string Method, string PathAndQuery, string? ClientId, string? Scope, string? ConsentId, int? Status)
{
    public static ApiRequestFields Of(SandboxApiRequest request) => new(
        request.ReceivedAt,
        request.Method,
        request.PathAndQuery,
        request.ClientId,
        request.Scope,
        request.Headers.GetValueOrDefault("Consent-ID"),
        request.StatusCode);
}
