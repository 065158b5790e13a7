using System.Collections.Concurrent;

namespace Aritma.Psd2.Tokens;

/// <summary>The token sources of one registration, one for each scope set.</summary>
internal sealed class TokenSources(TokenEndpointClient endpoint, TimeProvider time) : IPsd2TokenProvider
{
    private readonly ConcurrentDictionary<string, TokenSource> _sources = new(StringComparer.Ordinal);

    public TokenSource Get(ScopeSet scopes) => _sources.GetOrAdd(scopes.Key, _ => new TokenSource(scopes, endpoint, time));

    public ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var token = Get(ScopeSet.Create(scopes)).GetAsync(cancellationToken);
        return token.IsCompletedSuccessfully ? new(token.Result.Token) : AwaitAsync(token);

        static async ValueTask<Psd2AccessToken> AwaitAsync(ValueTask<CachedToken> token) => (await token.ConfigureAwait(false)).Token;
    }
}
