using System.Diagnostics.CodeAnalysis;

namespace Aritma.Psd2.Tokens;

/// <summary>The token of one scope set: kept while it is usable, fetched once for all who wait.</summary>
internal sealed class TokenSource(ScopeSet scopes, TokenEndpointClient endpoint, TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile CachedToken? _current;
    private Task<FetchResult>? _fetch;

    public bool TryGetUsable([NotNullWhen(true)] out CachedToken? token)
    {
        token = _current;
        return token is not null && token.IsUsable(time);
    }

    /// <exception cref="Psd2TokenException">No token could be had.</exception>
    public ValueTask<CachedToken> GetAsync(CancellationToken cancellationToken) =>
        TryGetUsable(out var token) ? new(token) : new(WaitForFetchAsync(cancellationToken));

    private async Task<CachedToken> WaitForFetchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = await JoinFetch().WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Token ?? throw result.Failure!.ForOneCaller();
    }

    private Task<FetchResult> JoinFetch()
    {
        lock (_gate)
        {
            return TryGetUsable(out var token)
                ? Task.FromResult(new FetchResult(token, null))
                : _fetch ??= Task.Run(FetchAsync);
        }
    }

    // Belongs to no caller: one that gives up leaves the others their token, and if all do, it is kept for the next.
    private async Task<FetchResult> FetchAsync()
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

        return result;
    }

    // A failure is a result, not a faulted task: nobody may be left to observe it.
    private sealed record FetchResult(CachedToken? Token, Psd2TokenException? Failure);
}
