namespace Aritma.Psd2;

/// <summary>
/// Gives out access tokens for calls that are not made through a registered client. Shares its tokens with the clients. The
/// service of a named registration is keyed by that name.
/// </summary>
/// <remarks>
/// Each scope set that was ever asked for is remembered: take scopes from your code, not from a user's input. A token that the API
/// rejects isn't reported back: it is given out until it is refreshed. Prefer clients, which renew it.
/// </remarks>
public interface IPsd2TokenProvider
{
    /// <summary>
    /// Returns a token that holds exactly the given scopes: the cached one until it is about to expire, else a new one. Any
    /// number of callers at the same time cause one token request.
    /// </summary>
    /// <param name="scopes">OAuth scope tokens (RFC 6749 §3.3), at least one.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a token request that others wait for goes on.</param>
    /// <exception cref="ArgumentException">There is no scope, or one isn't a scope token.</exception>
    /// <exception cref="Psd2TokenException">No token could be had.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken = default);
}
