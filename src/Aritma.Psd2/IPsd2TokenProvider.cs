namespace Aritma.Psd2;

/// <summary>
/// Gives out access tokens for calls that are not made through a registered client. Shares its tokens with the clients. The
/// service of a named registration is keyed by that name.
/// </summary>
/// <remarks>
/// Each scope set that was ever asked for is remembered: take scopes from your code, not from a user's input. Prefer clients, which renew a
/// rejected token by themselves.
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
    /// <exception cref="Psd2TokenException">No token could be obtained.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports a token that the API rejected with 401, and returns another one in its place: the one that has replaced it already, else a
    /// new one. Any number of callers at the same time cause one token request.
    /// </summary>
    /// <param name="rejected">The token, as it was given out.</param>
    /// <param name="cancellationToken">Ends the wait of this caller.</param>
    /// <returns>
    /// The token to repeat the call with; null if there is none, because the last renewal was less than 30 seconds ago, or it failed: the
    /// 401 then stands.
    /// </returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<Psd2AccessToken?> RenewTokenAsync(Psd2AccessToken rejected, CancellationToken cancellationToken = default);
}
