using Aritma.Psd2.Tokens;

namespace Aritma.Psd2.Sharing;

/// <summary>
/// The tokens of one registration in a distributed cache. A node that finds none claims it, and looks a moment later whether the
/// claim is still its own: of the nodes that saw no claim, the last one to write its own asks for the token, and the others wait for
/// it.
/// </summary>
/// <remarks>
/// A distributed cache has no atomic operation. This is Fischer's mutual exclusion: one node at a time gets through unless another
/// takes longer than <see cref="Interval"/> from reading no claim to writing its own. Then two of them ask, which costs a request.
/// </remarks>
internal sealed class DistributedTokens(
    TokenEntries entries, SharingProblems problems, SharingLimits limits, TimeProvider time) : ISharedTokens
{
    /// <summary>How long a claim has to stand before it counts, and how often a node that waits looks for the token.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private const int MaxLostClaims = 2;

    private readonly string _node = Guid.NewGuid().ToString("N");

    public Task<CachedToken?> FindAsync(TokenKey key, Func<CachedToken, bool> isWanted, CancellationToken cancellationToken) =>
        TryAsync(() => SearchAsync(new SharedTokenKey(key), isWanted, cancellationToken), cancellationToken);

    public Task SaveAsync(TokenKey key, CachedToken token) =>
        TryAsync(() => SaveAsync(new SharedTokenKey(key), token), CancellationToken.None);

    public Task ReleaseAsync(TokenKey key) => TryAsync(() => ReleaseAsync(new SharedTokenKey(key)), CancellationToken.None);

    private async Task<CachedToken?> SearchAsync(SharedTokenKey key, Func<CachedToken, bool> isWanted, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var (lostClaims, hasWaited) = (0, false);
        while (time.GetElapsedTime(start) < limits.Search)
        {
            var (token, problem) = await entries.ReadTokenAsync(key, cancellationToken).ConfigureAwait(false);
            Note(token, problem);
            if (token is not null && isWanted(token))
            {
                if (lostClaims > 0)
                {
                    // Nobody waits for this.
                    _ = TryAsync(() => ReleaseAsync(key), CancellationToken.None);
                }

                return token;
            }

            var claimedBy = await entries.ReadClaimAsync(key, cancellationToken).ConfigureAwait(false);
            if (claimedBy == _node)
            {
                // It has stood, or is left from the attempt before.
                return null;
            }

            if (claimedBy is not null)
            {
                (lostClaims, hasWaited) = (0, true);
            }
            else if (lostClaims == MaxLostClaims || (hasWaited && problem == SharingProblem.Unreadable))
            {
                // Claims are of no use: the cache keeps none, or the node that was waited for protects its tokens with other keys.
                return null;
            }
            else
            {
                // The last one may have been lost to a node that is done by now. Then its token comes to light at the next look.
                await entries.WriteClaimAsync(key, _node, cancellationToken).ConfigureAwait(false);
                lostClaims++;
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private void Note(CachedToken? token, SharingProblem problem)
    {
        if (token is null)
        {
            problems.Begin(problem);
        }
        else
        {
            problems.End(SharingProblem.Unreadable | SharingProblem.Foreign | SharingProblem.Expired);
        }
    }

    private async Task<CachedToken?> SaveAsync(SharedTokenKey key, CachedToken token)
    {
        if (token.Token.ExpiresAt > time.GetUtcNow())
        {
            await entries.WriteTokenAsync(key, token).ConfigureAwait(false);
        }

        return await ReleaseAsync(key).ConfigureAwait(false);
    }

    private async Task<CachedToken?> ReleaseAsync(SharedTokenKey key)
    {
        if (await entries.ReadClaimAsync(key, CancellationToken.None).ConfigureAwait(false) == _node)
        {
            await entries.RemoveClaimAsync(key).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<CachedToken?> TryAsync(Func<Task<CachedToken?>> share, CancellationToken cancellationToken)
    {
        try
        {
            var token = await share().ConfigureAwait(false);
            problems.End(SharingProblem.Failed);
            return token;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            problems.Begin(SharingProblem.Failed, failure);
            return null;
        }
    }
}
