using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>The token sources of one registration, one for each scope set.</summary>
internal sealed class TokenSources(TokenEndpointClient endpoint, TimeProvider time, ILogger<TokenSource> logger) : IPsd2TokenProvider
{
    private readonly ConcurrentDictionary<string, TokenSource> _sources = new(StringComparer.Ordinal);

    public TokenSource Get(ScopeSet scopes) => _sources.GetOrAdd(scopes.Key, _ => new TokenSource(scopes, endpoint, time, logger));

    public ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var source = Get(ScopeSet.Create(scopes, "The caller of the token provider"));
        return source.TryGetUsable(out var token) ? new(token.Token) : FetchAsync();

        async ValueTask<Psd2AccessToken> FetchAsync() => (await source.FetchAsync(cancellationToken).ConfigureAwait(false)).Token;
    }
}
