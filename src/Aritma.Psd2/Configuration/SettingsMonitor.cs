using Aritma.Psd2.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Aritma.Psd2.Configuration;

/// <summary>
/// The last valid settings of one registration. Options that are not valid, or that change what is read once, leave them as they are.
/// </summary>
/// <remarks>
/// It listens to the change tokens of the options, as <see cref="IOptionsMonitor{TOptions}"/> does, and not to that monitor: once options
/// are invalid the monitor has no value, and throws on whatever thread reloaded the configuration.
/// </remarks>
internal sealed class SettingsMonitor : IDisposable
{
    private readonly Psd2Builder _registration;
    private readonly IOptionsFactory<Psd2Options> _factory;
    private readonly ILogger _logger;
    private readonly Lock _reload = new();
    private readonly List<IDisposable> _subscriptions = [];
    private volatile Psd2Settings _current;
    private string? _problem;

    public SettingsMonitor(
        Psd2Builder registration,
        IOptionsFactory<Psd2Options> factory,
        IEnumerable<IOptionsChangeTokenSource<Psd2Options>> changes,
        ILogger<SettingsMonitor> logger)
    {
        (_registration, _factory, _logger) = (registration, factory, logger);
        _current = new Psd2Settings(registration, factory.Create(registration.Key));
        foreach (var source in changes)
        {
            if (source.Name is null || source.Name == registration.Key)
            {
                _subscriptions.Add(ChangeToken.OnChange(source.GetChangeToken, Reload));
            }
        }

        // They may have changed before the subscription.
        if (_subscriptions.Count > 0)
        {
            Reload();
        }
    }

    /// <summary>Raised with the settings before and after a change.</summary>
    public event Action<Psd2Settings, Psd2Settings>? Changed;

    public Psd2Settings Current => _current;

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private void Reload()
    {
        lock (_reload)
        {
            try
            {
                Apply(new Psd2Settings(_registration, _factory.Create(_registration.Key)));
            }
            catch (Exception invalid)
            {
                // Including what the application's own code for its options throws: this is the thread that reloaded the configuration.
                var reason = Reason(invalid);
                Report(reason, logger => logger.OptionsReloadFailed(_registration, reason));
            }
        }
    }

    private void Apply(Psd2Settings after)
    {
        var before = _current;

        // All or nothing: a new secret that comes together with a new environment must not go to the old one.
        if (after.FindReadOnceChange(before) is { } property)
        {
            Report(property, logger => logger.OptionsReloadNeedsRestart(_registration, property));
            return;
        }

        _problem = null;
        if (after.IsSameAs(before))
        {
            return;
        }

        _current = after;
        Changed?.Invoke(before, after);
        _logger.Try(logger => logger.OptionsReloaded(_registration, after.IsSameClientAs(before) ? "kept" : "dropped"));
    }

    // One write of a file may signal several changes.
    private void Report(string problem, Action<ILogger> log)
    {
        if (_problem != problem)
        {
            _problem = problem;
            _logger.Try(log);
        }
    }

    // The messages of the validator hold no secret; what anything else threw might.
    private static string Reason(Exception invalid) =>
        invalid is OptionsValidationException ? invalid.Message : invalid.GetType().ToString();
}
