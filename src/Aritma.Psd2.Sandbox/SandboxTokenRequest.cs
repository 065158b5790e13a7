using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox;

/// <summary>
/// One request to the sandbox's token endpoint, as it arrived. It holds sandbox credentials on purpose, for assertions in tests;
/// <see cref="ToString"/> shows none of them.
/// </summary>
public sealed class SandboxTokenRequest
{
    private int _statusCode;
    private volatile string? _issuedAccessToken;
    private volatile string? _grantedScope;
    private volatile string? _error;

    private SandboxTokenRequest(HttpRequest request, string body, DateTimeOffset receivedAt)
    {
        ReceivedAt = receivedAt;
        Path = request.Path;
        Tenant = request.RouteValues["tenant"] as string;
        ContentType = request.ContentType;
        Authorization = request.Headers.Authorization is { Count: > 0 } values ? values.ToString() : null;
        Body = body;
        Form = IsForm ? FormBody.Fields(body) : [];
        ClientId = ClientCredentials.FromHeader(Authorization)?.Id ?? FormValue("client_id");
        Scope = FormValue("scope");
    }

    /// <summary>When it arrived, by the sandbox's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The path, such as <c>/connect/token</c> or <c>/tenant-a/connect/token</c>.</summary>
    public string Path { get; }

    /// <summary>The tenant of the path, or null on the path without one.</summary>
    public string? Tenant { get; }

    /// <summary>The body, character by character as received.</summary>
    public string Body { get; }

    /// <summary>The <c>Content-Type</c> header as received.</summary>
    public string? ContentType { get; }

    /// <summary>The <c>Authorization</c> header as received.</summary>
    public string? Authorization { get; }

    /// <summary>The decoded form fields in the order of the body; empty when the body is no form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; }

    /// <summary>The client id, from the Basic header or else the form; null when neither has one.</summary>
    public string? ClientId { get; }

    /// <summary>The decoded <c>scope</c> field, its scopes in the order asked.</summary>
    public string? Scope { get; }

    /// <summary>The status answered; null while the request is held, and for good when it was dropped or its answer lost.</summary>
    public int? StatusCode => Volatile.Read(ref _statusCode) is var status and not 0 ? status : null;

    /// <summary>The granted scopes, or null where no token was issued.</summary>
    public string? GrantedScope => _grantedScope;

    /// <summary>The error code of RFC 6749 §5.2 that was answered, or null. Of the usual answers, not of a fault's.</summary>
    public string? Error => _error;

    /// <summary>The access token issued to this request, if any.</summary>
    public string? IssuedAccessToken => _issuedAccessToken;

    internal bool IsForm => FormBody.Is(ContentType);

    /// <summary>Path, client, scope and status: neither secret nor token.</summary>
    public override string ToString() =>
        $"POST {Path} by '{ClientId}' for '{Scope}': {StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}";

    internal static async Task<SandboxTokenRequest> ReadAsync(HttpContext context, DateTimeOffset receivedAt) =>
        new(context.Request, await FormBody.ReadTextAsync(context).ConfigureAwait(false), receivedAt);

    /// <summary>A field's value; one without a value counts as absent (RFC 6749 §3.2).</summary>
    internal string? FormValue(string name) =>
        Form.FirstOrDefault(field => field.Key == name && field.Value.Length > 0).Value;

    internal void Answered(int statusCode) => Volatile.Write(ref _statusCode, statusCode);

    internal void Issued(string accessToken, string scope) => (_issuedAccessToken, _grantedScope) = (accessToken, scope);

    internal void Refused(string error) => _error = error;
}
