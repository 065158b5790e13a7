namespace Aritma.Psd2.Sandbox;

/// <summary>What an access token stands for, and never the token itself.</summary>
internal sealed class IssuedToken(string clientId, string scope, DateTimeOffset expires)
{
    private volatile bool _isRevoked;

    public string ClientId => clientId;

    /// <summary>The granted scopes, separated by spaces.</summary>
    public string Scope => scope;

    public DateTimeOffset Expires => expires;

    public void Revoke() => _isRevoked = true;

    /// <summary>Why the token isn't valid, or null.</summary>
    public string? RefusalAt(DateTimeOffset now) =>
        now >= expires ? "The token has expired." : _isRevoked ? "The token has been revoked." : null;
}
