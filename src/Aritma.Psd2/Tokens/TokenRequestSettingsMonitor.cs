using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aritma.Psd2.Tokens;

/// <summary>
/// The settings of one registration as they are now. Options that are not valid, or that change what is read once, leave the last
/// ones in use.
/// </summary>
/// <remarks>
/// Nothing here goes through <see cref="IOptionsMonitor{TOptions}"/>, whose reload of invalid options throws in whatever thread reloaded
/// the configuration, and which would answer two parts of a registration differently when the options change between them.
/// </remarks>
internal sealed class TokenRequestSettingsMonitor : IDisposable
{
    private readonly Psd2Builder _registration;
    private readonly IOptionsFactory<Psd2Options> _factory;
    private readonly ILogger _logger;
    private readonly Psd2Options _first;
    private readonly Lock _reload = new();
    private readonly List<IDisposable> _subscriptions = [];
    private volatile TokenRequestSettings _current;

    public TokenRequestSettingsMonitor(
        Psd2Builder registration,
        IOptionsFactory<Psd2Options> factory,
        IEnumerable<IOptionsChangeTokenSource<Psd2Options>> changes,
        ILogger<TokenRequestSettingsMonitor> logger)
    {
        (_registration, _factory, _logger) = (registration, factory, logger);
        _first = factory.Create(registration.Key);
        Endpoints = new Psd2Endpoints(_first);
        _current = new TokenRequestSettings(registration, _first, Endpoints.TokenEndpoint);
        if (registration.ReloadToken is { } reloadToken)
        {
            _subscriptions.Add(ChangeToken.OnChange(reloadToken, Reload));
        }

        foreach (var source in changes.Where(source => source.Name is null || source.Name == registration.Key))
        {
            _subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, Reload));
        }

        // They may have changed before the subscription.
        if (_subscriptions.Count > 0)
        {
            Reload();
        }
    }

    /// <summary>Raised with the settings before and after a change.</summary>
    public event Action<TokenRequestSettings, TokenRequestSettings>? Changed;

    public TokenRequestSettings Current => _current;

    /// <summary>The addresses of the first options. Those of the API stay.</summary>
    public Psd2Endpoints Endpoints { get; }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private void Reload()
    {
        lock (_reload)
        {
            try
            {
                Apply(_factory.Create(_registration.Key));
            }
            catch (Exception invalid)
            {
                // Whatever the application's own code for its options throws: the thread is that of whoever changed the configuration.
                _logger.OptionsReloadFailed(_registration, Reason(invalid));
            }
        }
    }

    private void Apply(Psd2Options options)
    {
        if (ReadOnceChange(options) is { } property)
        {
            _logger.OptionsReloadNeedsRestart(_registration, property);
            return;
        }

        var (before, after) = (_current, new TokenRequestSettings(_registration, options, new Psd2Endpoints(options).TokenEndpoint));
        if (after.IsSameAs(before))
        {
            return;
        }

        _current = after;
        Changed?.Invoke(before, after);
        _logger.OptionsReloaded(_registration, after.IsSameClientAs(before) ? "kept" : "dropped");
    }

    // All or nothing: a new secret that comes together with a new environment must not go to the old one.
    private string? ReadOnceChange(Psd2Options options) =>
        options.Environment != _first.Environment ? nameof(Psd2Options.Environment)
        : new Psd2Endpoints(options).ApiBaseAddress != Endpoints.ApiBaseAddress ? nameof(Psd2Options.ApiBaseAddress)
        : !options.AdditionalOrigins.SequenceEqual(_first.AdditionalOrigins) ? nameof(Psd2Options.AdditionalOrigins)
        : null;

    // The messages of the validator hold no secret; what anything else threw might.
    private static string Reason(Exception invalid) =>
        invalid is OptionsValidationException ? invalid.Message : invalid.GetType().ToString();
}
