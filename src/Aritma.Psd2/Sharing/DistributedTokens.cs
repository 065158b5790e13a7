using Aritma.Psd2.Telemetry;
using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Sharing;

/// <summary>
/// The tokens of one registration in a distributed cache: an instance of the application looks there before it requests a token, and
/// saves the token that it got. Nothing here throws, and nothing takes long: a cache that is down or slow costs the sharing only.
/// </summary>
/// <param name="cache">The cache. Creating it is part of the first operation: it may fail, or take long.</param>
/// <param name="protector">The protection of the tokens. Creating it is, too.</param>
/// <param name="problems">The problems that last.</param>
/// <param name="tokenRequestTimeout">
/// The <see cref="Psd2Options.TokenRequestTimeout"/> as it is now: looking for a token takes its time from there.
/// </param>
/// <param name="time">The clock.</param>
internal sealed class DistributedTokens(
    Lazy<IDistributedCache> cache,
    Lazy<SharedTokenProtector> protector,
    SharingProblems problems,
    Func<TimeSpan> tokenRequestTimeout,
    TimeProvider time)
{
    private static readonly TimeSpan LongestOperation = TimeSpan.FromSeconds(1);

    /// <summary>The time limit of one operation: short enough that a token can still be requested.</summary>
    private TimeSpan OperationTimeout => tokenRequestTimeout() / 10 is var share && share < LongestOperation ? share : LongestOperation;

    public static DistributedTokens Create(Psd2Builder registration, IServiceProvider services, Func<TimeSpan> tokenRequestTimeout)
    {
        var time = services.GetRequiredService<TimeProvider>();

        // What can't be constructed costs the sharing only, and is tried again with the next operation.
        const LazyThreadSafetyMode mode = LazyThreadSafetyMode.PublicationOnly;
        return new DistributedTokens(
            new Lazy<IDistributedCache>(services.GetRequiredService<IDistributedCache>, mode),
            new Lazy<SharedTokenProtector>(
                () => new SharedTokenProtector(services.GetRequiredService<IDataProtectionProvider>(), time), mode),
            new SharingProblems(registration, services.GetRequiredService<ILogger<DistributedTokens>>()),
            tokenRequestTimeout,
            time);
    }

    /// <summary>Looks for a token of another instance; null if there is none, or none that is wanted.</summary>
    public async Task<CachedToken?> FindAsync(TokenKey key, Func<CachedToken, bool> isWanted, CancellationToken cancellationToken)
    {
        var shared = new SharedTokenKey(key);
        var found = await TryAsync(
            async cancelled => await cache.Value.GetAsync(shared.Entry, cancelled).ConfigureAwait(false) is { } entry
                ? Read(shared, entry)
                : null,
            cancellationToken).ConfigureAwait(false);
        return found is not null && isWanted(found) ? found : null;
    }

    /// <summary>Lets other instances have a token.</summary>
    public Task SaveAsync(TokenKey key, CachedToken token, CancellationToken cancellationToken)
    {
        if (token.Token.ExpiresAt <= time.GetUtcNow())
        {
            return Task.CompletedTask;
        }

        var shared = new SharedTokenKey(key);
        var options = new DistributedCacheEntryOptions { AbsoluteExpiration = token.Token.ExpiresAt };
        return TryAsync(
            async cancelled =>
            {
                await cache.Value.SetAsync(shared.Entry, protector.Value.Protect(shared, token), options, cancelled).ConfigureAwait(false);
                return null;
            },
            cancellationToken);
    }

    private CachedToken? Read(SharedTokenKey key, byte[] entry)
    {
        var (token, problem) = protector.Value.Unprotect(key, entry);
        if (token is null)
        {
            problems.Begin(problem);
        }
        else
        {
            problems.End(SharingProblem.Unreadable | SharingProblem.Foreign | SharingProblem.Expired);
        }

        return token;
    }

    private async Task<CachedToken?> TryAsync(Func<CancellationToken, Task<CachedToken?>> operation, CancellationToken cancellationToken)
    {
        var limit = OperationTimeout;
        var start = time.GetTimestamp();
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var token = await AbandonableTask.RunAsync(operation, either.Token).ConfigureAwait(false);
            problems.End(SharingProblem.Failed);
            NoteDuration(time.GetElapsedTime(start), limit);
            if (cache.Value.GetType().Name == "MemoryDistributedCache")
            {
                problems.Begin(SharingProblem.InMemory);
            }

            return token;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            problems.Begin(
                SharingProblem.Failed, (timeout.IsCancellationRequested ? typeof(TimeoutException) : failure.GetType()).ToString());
            return null;
        }
    }

    private void NoteDuration(TimeSpan elapsed, TimeSpan limit)
    {
        if (elapsed >= limit / 2)
        {
            problems.Begin(SharingProblem.Slow, detail: Duration.Text(elapsed));
        }
        else
        {
            problems.End(SharingProblem.Slow);
        }
    }
}
