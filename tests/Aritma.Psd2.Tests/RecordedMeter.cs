using System.Diagnostics.Metrics;
using Aritma.Psd2.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aritma.Psd2.Tests;

/// <summary>
/// All instruments of the library in one service provider, and the tags of all that they measure. For one instrument that a test knows
/// by name, there is MetricCollector.
/// </summary>
internal sealed class RecordedMeter : IDisposable
{
    private readonly MeterListener _listener = new();

    public RecordedMeter(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Aritma.Psd2" && instrument.Meter.Scope == meters)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measurements.Add((instrument.Name, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measurements.Add((instrument.Name, tags.ToArray())));
        _listener.Start();
    }

    public Recorded<Instrument> Instruments { get; } = new();

    public Recorded<(string Instrument, KeyValuePair<string, object?>[] Tags)> Measurements { get; } = new();

    public IEnumerable<KeyValuePair<string, object?>> Tags => Measurements.All.SelectMany(measurement => measurement.Tags);

    /// <summary>Has the gauges measured.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();
}
