using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Aritma.Psd2.Sandbox;

/// <summary>One request to the sandbox's API, as it arrived. <see cref="ToString"/> shows no token.</summary>
public sealed class SandboxApiRequest
{
    private int _statusCode;

    internal SandboxApiRequest(HttpRequest request, IssuedToken? token, DateTimeOffset receivedAt)
    {
        ReceivedAt = receivedAt;
        ClientId = token?.ClientId;
        Scope = token?.Scope;
        Method = request.Method;
        PathAndQuery = request.GetEncodedPathAndQuery();
        Authorization = request.Headers.Authorization is { Count: > 0 } values ? values.ToString() : null;
        Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>When it arrived, by the sandbox's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The client whose token it carried, expired and revoked ones included; null: none that the sandbox issued.</summary>
    public string? ClientId { get; }

    /// <summary>The scopes of the token that it carried, as granted; null as <see cref="ClientId"/>.</summary>
    public string? Scope { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>Path and query, percent-encoded, such as <c>/api/accounts?withBalance=true</c>.</summary>
    public string PathAndQuery { get; }

    /// <summary>The <c>Authorization</c> header as received, or null without one.</summary>
    public string? Authorization { get; }

    /// <summary>All headers, names compared without case; several values of one name are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The status answered; null while the request is held, and for good when it was dropped or its answer lost.</summary>
    public int? StatusCode => Volatile.Read(ref _statusCode) is var status and not 0 ? status : null;

    /// <summary>Method, path and status: no header, and no token that a query has.</summary>
    public override string ToString() =>
        $"{Method} {Confidential.HideTokens(PathAndQuery)}: {StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "no answer"}";

    internal void Answered(int statusCode) => Volatile.Write(ref _statusCode, statusCode);
}
