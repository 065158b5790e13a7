using System.Collections.Concurrent;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>The token sources of one registration, one for each scope set.</summary>
internal sealed class TokenSources : IPsd2TokenProvider, IDisposable
{
    private readonly ConcurrentDictionary<string, TokenSource> _sources = new(StringComparer.Ordinal);
    private readonly Func<ScopeSet, TokenSource> _create;
    private readonly TokenRequestSettingsMonitor _settings;

    public TokenSources(
        string? registration,
        TokenRequestSettingsMonitor settings,
        TokenFetcher fetcher,
        TokenTelemetry telemetry,
        TimeProvider time,
        ILogger<TokenSource> logger)
    {
        _create = scopes => new TokenSource(registration, scopes, fetcher, telemetry, time, logger);
        _settings = settings;
        settings.Changed += TakeUp;
        telemetry.Observe(this);
    }

    public ICollection<TokenSource> All => _sources.Values;

    public TokenSource Get(ScopeSet scopes) => _sources.GetOrAdd(scopes.Key, (_, scopes) => _create(scopes), scopes);

    public ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var source = Get(ScopeSet.Create(scopes, "The caller of the token provider"));
        return source.TryGetUsable(out var token) ? new(token.Token) : FetchAsync();

        async ValueTask<Psd2AccessToken> FetchAsync() => (await source.FetchAsync(cancellationToken).ConfigureAwait(false)).Token;
    }

    public void Dispose() => _settings.Changed -= TakeUp;

    private void TakeUp(TokenRequestSettings before, TokenRequestSettings after)
    {
        foreach (var source in All)
        {
            source.Reset(dropToken: !after.IsSameClientAs(before));
        }
    }
}
