using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// The token of one scope set: kept while it is usable, refreshed before it expires, renewed when the API rejects it. Whatever the
/// number of callers, one fetch at a time.
/// </summary>
internal sealed class TokenSource(
    string? registration, ScopeSet scopes, TokenFetcher fetcher, TokenTelemetry telemetry, TimeProvider time, ILogger<TokenSource> logger)
{
    /// <summary>How many rejected tokens are remembered, so that none is taken back from another instance.</summary>
    private const int RememberedRejections = 8;

    private readonly Lock _gate = new();
    private readonly FailureMemory _failures = new(time);
    private readonly RenewalLimit _renewals = new(time);
    private readonly Queue<string> _rejected = new(RememberedRejections);
    private volatile CachedToken? _current;
    private long _refreshAt = long.MaxValue;
    private TokenFetch? _fetch;

    public KeyValuePair<string, object?>[] Tags { get; } = TokenTelemetry.Tags(registration, scopes);

    public TokenSourceStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new TokenSourceStatus(
                    scopes, FindUsable()?.Token.ExpiresAt, _fetch is not null, _failures.Since, _failures.Last, _failures.Remaining);
            }
        }
    }

    /// <summary>Gives out the token if it is usable. Neither locks nor allocates.</summary>
    public bool TryGetUsable([NotNullWhen(true)] out CachedToken? token)
    {
        var now = time.GetTimestamp();
        token = _current;
        if (token is null || !token.IsUsable(now))
        {
            return false;
        }

        if (now >= Volatile.Read(ref _refreshAt))
        {
            RefreshAhead();
        }

        telemetry.Hit(Tags);
        return true;
    }

    /// <summary>Waits for a token: that of the fetch that is under way, or of one that starts now.</summary>
    /// <exception cref="Psd2TokenException">No token could be had.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up. The fetch goes on.</exception>
    public async Task<CachedToken> FetchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        telemetry.Miss(Tags);
        var result = await Join().WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Token ?? throw result.Failure!.ForOneCaller(result.Failure.RetryAfter);
    }

    /// <summary>
    /// Waits for a token in place of one that the API rejected with 401. Only that one is replaced: whoever comes late gets the one
    /// that has taken its place already. Others go on with it meanwhile, as it may be one resource that rejects it.
    /// </summary>
    /// <returns>The token; null if there is none, and the 401 is the caller's.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up. The fetch goes on.</exception>
    public async Task<CachedToken?> RenewAsync(CachedToken rejected, CancellationToken cancellationToken)
    {
        var result = await JoinRenewal(rejected).WaitAsync(cancellationToken).ConfigureAwait(false);
        return ReferenceEquals(result.Token, rejected) ? null : result.Token;
    }

    /// <summary>Notes that the API rejected a token which was fetched for that very call.</summary>
    public void NoteRejection(CachedToken fresh)
    {
        lock (_gate)
        {
            var isKnown = fresh.WasRejected || !ReferenceEquals(fresh, _current);
            Remember(fresh);
            if (isKnown)
            {
                return;
            }
        }

        logger.FreshTokenRejected(scopes);
    }

    /// <summary>Takes up changed options: failures are forgotten, and the token too if it was another client's.</summary>
    public void Reset(bool dropToken)
    {
        lock (_gate)
        {
            // What is under way was asked with the old options. Its callers get its result, nobody else does.
            _fetch = null;
            _failures.Forget();
            _renewals.Reset();
            Install(dropToken ? null : _current);
        }
    }

    private Task<TokenFetch.Result> Join()
    {
        lock (_gate)
        {
            return FindUsable() is { } token ? Finished(token) : JoinFetch(RenewalReason.Cold);
        }
    }

    private Task<TokenFetch.Result> JoinRenewal(CachedToken rejected)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_current, rejected))
            {
                return FindUsable() is { } newer ? Finished(newer) : JoinFetch(RenewalReason.Cold);
            }

            var isRevoked = Remember(rejected);
            return _fetch is null && !_renewals.Allows(isRevoked) ? Finished(rejected) : JoinFetch(RenewalReason.Rejected, isRevoked);
        }
    }

    private Task<TokenFetch.Result> JoinFetch(RenewalReason reason, bool isRevoked = false)
    {
        if (_fetch is null && _failures.Remaining is { Ticks: > 0 } pause)
        {
            return Task.FromResult(new TokenFetch.Result(FindUsable(), _failures.Last!.ForOneCaller(pause)));
        }

        return (_fetch ?? Start(reason, isRevoked)).Task;
    }

    private void RefreshAhead()
    {
        lock (_gate)
        {
            if (_fetch is null && time.GetTimestamp() >= _refreshAt)
            {
                Volatile.Write(ref _refreshAt, long.MaxValue);
                Start(RenewalReason.Expiring, isRevoked: false);
            }
        }
    }

    private TokenFetch Start(RenewalReason reason, bool isRevoked)
    {
        var fetch = _fetch = new TokenFetch(scopes, reason, IsWanted, Tags, Activity.Current) { IsRevoked = isRevoked };

        // Unsafe: the caller who happens to be the first lends it nothing of its context but the trace.
        ThreadPool.UnsafeQueueUserWorkItem(
            static run => _ = run.Source.RunAsync(run.Fetch), (Source: this, Fetch: fetch), preferLocal: false);
        return fetch;
    }

    private async Task RunAsync(TokenFetch fetch)
    {
        if (fetch.Reason != RenewalReason.Expiring)
        {
            Activity.Current = fetch.StartedBy;
        }

        FetchedToken fetched;
        try
        {
            fetched = await fetcher.FetchAsync(fetch).ConfigureAwait(false);
        }
        catch (Exception unexpected)
        {
            // Callers wait for this, so that even an assembly that is missing must reach them.
            var failure = unexpected as Psd2TokenException ?? new Psd2TokenException(
                $"No token for '{scopes}' could be fetched: {unexpected.GetType()} was thrown. The inner exception says why.", unexpected)
            {
                Scopes = scopes.Scopes,
            };
            var result = Settle(fetch, failure);
            fetch.Complete(result);
            logger.TokenRequestFailed(fetch.Reason, result.Failure!.RetryAfter, failure.Message);
            return;
        }

        Settle(fetch, fetched.Token);
        fetch.Complete(new TokenFetch.Result(fetched.Token, null));
        try
        {
            telemetry.Renewed(Tags, fetch.Reason, fetched.Token.IsShared);
            logger.TokenFetched(scopes, fetched.Origin, fetch.Reason, fetched.Token.Token.ExpiresAt);
        }
        finally
        {
            await fetcher.ShareAsync(fetched).ConfigureAwait(false);
        }
    }

    private void Settle(TokenFetch fetch, CachedToken token)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_fetch, fetch))
            {
                return;
            }

            _fetch = null;
            _failures.Forget();
            Install(token);
            if (fetch.Reason == RenewalReason.Rejected && !token.IsShared)
            {
                _renewals.NoteRenewal(fetch.IsRevoked);
            }
        }
    }

    private TokenFetch.Result Settle(TokenFetch fetch, Psd2TokenException failure)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_fetch, fetch))
            {
                return new TokenFetch.Result(null, failure.ForOneCaller(null));
            }

            _fetch = null;
            _failures.Remember(failure);
            Install(_current);
            return new TokenFetch.Result(FindUsable(), failure.ForOneCaller(_failures.Remaining));
        }
    }

    private void Install(CachedToken? token)
    {
        _current = token;
        var pause = time.GetTimestamp() + (long)(_failures.Remaining.TotalSeconds * time.TimestampFrequency);
        Volatile.Write(ref _refreshAt, token is null ? long.MaxValue : Math.Max(token.RefreshAt, pause));
    }

    private CachedToken? FindUsable() => _current is { } token && token.IsUsable(time.GetTimestamp()) ? token : null;

    private bool IsWanted(CachedToken candidate)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (!candidate.IsUsable(now) || _rejected.Contains(candidate.Token.Value))
            {
                return false;
            }

            // In place of a token that still serves, only another one that need not be refreshed soon as well is worth having.
            return FindUsable() is not { } current
                || _rejected.Contains(current.Token.Value)
                || (now < candidate.RefreshAt && candidate.Token.Value != current.Token.Value);
        }
    }

    /// <summary>Remembers that a token was rejected. Returns whether it seems to be revoked.</summary>
    private bool Remember(CachedToken rejected)
    {
        if (!_rejected.Contains(rejected.Token.Value))
        {
            _rejected.Enqueue(rejected.Token.Value);
            if (_rejected.Count > RememberedRejections)
            {
                _rejected.Dequeue();
            }
        }

        return rejected.NoteRejected();
    }

    private static Task<TokenFetch.Result> Finished(CachedToken token) => Task.FromResult(new TokenFetch.Result(token, null));
}
