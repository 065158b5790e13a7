using System.Collections.Concurrent;
using Aritma.Psd2.Configuration;
using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;

namespace Aritma.Psd2.Tokens;

/// <summary>The token sources of one registration, one for each scope set.</summary>
internal sealed class TokenSources : IPsd2TokenProvider, IDisposable
{
    private readonly ConcurrentDictionary<string, TokenSource> _sources = new(StringComparer.Ordinal);
    private readonly Func<ScopeSet, TokenSource> _create;
    private readonly SettingsMonitor _settings;
    private readonly TokenAcquirer _acquirer;
    private volatile bool _isStopped;

    public TokenSources(
        Psd2Builder registration,
        SettingsMonitor settings,
        TokenAcquirer acquirer,
        TokenTelemetry telemetry,
        TimeProvider time,
        ILogger<TokenSource> logger)
    {
        _create = scopes => new TokenSource(scopes, new SourceTags(registration.Name, scopes), acquirer, telemetry, time, logger);
        (_settings, _acquirer) = (settings, acquirer);
        settings.Changed += Reset;
        telemetry.Observe(this);
    }

    public Psd2Settings Settings => _settings.Current;

    public ICollection<TokenSource> All => _sources.Values;

    public TokenSource Get(ScopeSet scopes)
    {
        var source = _sources.GetOrAdd(scopes.Key, (_, scopes) => _create(scopes), scopes);
        if (_isStopped)
        {
            source.Stop();
        }

        return source;
    }

    public ValueTask<Psd2AccessToken> GetTokenAsync(IEnumerable<string> scopes, CancellationToken cancellationToken)
    {
        var source = Get(ScopeSet.Create(scopes, "The caller of the token provider"));
        return source.TryGetUsable(out var token) ? new(token.Token) : AcquireAsync();

        async ValueTask<Psd2AccessToken> AcquireAsync() =>
            (await source.AcquireAsync(cancellationToken).ConfigureAwait(false)).TokenOrThrow().Token;
    }

    public async ValueTask<Psd2AccessToken?> RenewTokenAsync(Psd2AccessToken rejected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rejected);
        var source = Get(ScopeSet.Create(rejected.Scopes, "The rejected token"));
        var renewed = await source.RenewAsync(rejected, cancellationToken).ConfigureAwait(false);
        return renewed.Token is { } token && token.Token.GetValue() != rejected.GetValue() ? token.Token : null;
    }

    /// <summary>Ends all that is under way, and keeps anything else from being sent.</summary>
    public void Dispose()
    {
        _isStopped = true;
        _settings.Changed -= Reset;
        _settings.Dispose();
        foreach (var source in All)
        {
            source.Stop();
        }

        _acquirer.Dispose();
    }

    private void Reset(Psd2Settings before, Psd2Settings after)
    {
        foreach (var source in All)
        {
            source.Reset(dropToken: !after.IsSameClientAs(before));
        }
    }
}
