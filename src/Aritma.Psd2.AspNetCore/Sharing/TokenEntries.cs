using System.Text;
using Aritma.Psd2.Tokens;
using Microsoft.Extensions.Caching.Distributed;

namespace Aritma.Psd2.Sharing;

/// <summary>The entries of the distributed cache: tokens, and claims. Each operation has a time limit, and throws if it fails.</summary>
/// <param name="cache">The cache. To create it is part of the first operation: it may fail, or take long.</param>
/// <param name="protector">The protection of the tokens. To create it is, too.</param>
/// <param name="limits">The time limits.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenEntries(
    Lazy<IDistributedCache> cache, Lazy<SharedTokenProtector> protector, SharingLimits limits, TimeProvider time)
{
    /// <summary>How long a node that claims a token and then dies keeps the others waiting.</summary>
    private static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(5);

    public Task<(CachedToken? Token, SharingProblem Problem)> ReadTokenAsync(SharedTokenKey key, CancellationToken cancellationToken) =>
        RunAsync(
            async cancelled =>
            {
                // Before the cache is asked: a node that can't protect a token has none to share, and must not claim one.
                var reader = protector.Value;
                return await cache.Value.GetAsync(key.TokenEntry, cancelled).ConfigureAwait(false) is { } entry
                    ? reader.Unprotect(key, entry)
                    : (null, SharingProblem.None);
            },
            cancellationToken);

    public Task WriteTokenAsync(SharedTokenKey key, CachedToken token) => RunAsync(cancelled => WriteAsync(
        key.TokenEntry,
        protector.Value.Protect(key, token),
        new DistributedCacheEntryOptions { AbsoluteExpiration = token.Token.ExpiresAt },
        cancelled));

    /// <returns>The node that claims the token; null if none does.</returns>
    public Task<string?> ReadClaimAsync(SharedTokenKey key, CancellationToken cancellationToken) => RunAsync(
        async cancelled => await cache.Value.GetAsync(key.ClaimEntry, cancelled).ConfigureAwait(false) is { } claim
            ? Encoding.UTF8.GetString(claim)
            : null,
        cancellationToken);

    public Task WriteClaimAsync(SharedTokenKey key, string node, CancellationToken cancellationToken) => RunAsync(
        cancelled => WriteAsync(
            key.ClaimEntry,
            Encoding.UTF8.GetBytes(node),
            new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = ClaimLife },
            cancelled),
        cancellationToken);

    public Task RemoveClaimAsync(SharedTokenKey key) => RunAsync(
        async cancelled =>
        {
            await cache.Value.RemoveAsync(key.ClaimEntry, cancelled).ConfigureAwait(false);
            return true;
        });

    private async Task<bool> WriteAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken cancelled)
    {
        await cache.Value.SetAsync(key, value, options, cancelled).ConfigureAwait(false);
        return true;
    }

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken = default) =>
        TimeLimit.RunAsync(operation, limits.Operation, time, cancellationToken);
}
