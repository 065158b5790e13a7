namespace Aritma.Psd2.Tokens;

/// <summary>
/// Where the instances of an application share their tokens. Nothing here throws, and nothing takes long: a store that is down or slow
/// costs the sharing only.
/// </summary>
internal interface ISharedTokens
{
    /// <summary>Looks for a token of another instance.</summary>
    /// <param name="key">What the token is for.</param>
    /// <param name="isWanted">Says of a token whether it serves; one that was rejected doesn't.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The token; null if there is none, or none that serves.</returns>
    Task<CachedToken?> FindAsync(TokenKey key, Func<CachedToken, bool> isWanted, CancellationToken cancellationToken);

    /// <summary>Shares a token.</summary>
    Task SaveAsync(TokenKey key, CachedToken token);
}
