using System.Diagnostics.CodeAnalysis;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>The token of one scope set: kept while it is usable, fetched once for all who wait.</summary>
internal sealed class TokenSource(ScopeSet scopes, TokenEndpointClient endpoint, TimeProvider time, ILogger<TokenSource> logger)
{
    private readonly Lock _gate = new();
    private volatile CachedToken? _current;
    private TaskCompletionSource<FetchResult>? _fetch;

    public bool TryGetUsable([NotNullWhen(true)] out CachedToken? token)
    {
        token = _current;
        return token is not null && token.IsUsable(time);
    }

    /// <summary>Waits for the token request that is under way, or starts one.</summary>
    /// <exception cref="Psd2TokenException">No token could be had.</exception>
    public async Task<CachedToken> FetchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await Join().WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Token ?? throw result.Failure!.ForOneCaller();
    }

    private Task<FetchResult> Join()
    {
        lock (_gate)
        {
            if (TryGetUsable(out var token))
            {
                return Task.FromResult(new FetchResult(token, null));
            }

            if (_fetch is null)
            {
                // Waiters go on side by side: one that blocks doesn't hold up the others.
                _fetch = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = Task.Run(() => RunAsync(_fetch));
            }

            return _fetch.Task;
        }
    }

    // Belongs to no caller: one that gives up leaves the others their token, and if all do, it is kept for the next. Only the
    // trace is that of the caller who started it.
    private async Task RunAsync(TaskCompletionSource<FetchResult> fetch)
    {
        FetchResult result;
        try
        {
            result = new(await endpoint.RequestTokenAsync(scopes).ConfigureAwait(false), null);
        }
        catch (Psd2TokenException failure)
        {
            result = new(null, failure);
        }

        lock (_gate)
        {
            _current = result.Token ?? _current;
            _fetch = null;
        }

        fetch.SetResult(result);

        // Last, so that a logger that throws costs nobody a token.
        if (result.Token is { } fetched)
        {
            logger.TokenFetched(scopes, endpoint.Host, fetched.Token.ExpiresAt);
        }
        else
        {
            logger.TokenRequestFailed(result.Failure!.Message);
        }
    }

    // A failure is a result, not a faulted task: nobody may be left to observe it.
    private sealed record FetchResult(CachedToken? Token, Psd2TokenException? Failure);
}
