using System.Diagnostics.Metrics;

namespace Aritma.Psd2.Testing;

/// <summary>Listens to the meters that one meter factory has created under a name.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();

    public RecordedMetrics(object meterFactory, string meterName)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meterName && instrument.Meter.Scope == meterFactory)
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measurements.Add(new(instrument.Name, value, tags.ToArray())));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measurements.Add(new(instrument.Name, value, tags.ToArray())));
        _listener.Start();
    }

    public Recorded<Instrument> Instruments { get; } = new();

    public Recorded<Measurement> Measurements { get; } = new();

    /// <summary>The values of one instrument, by one of its tags.</summary>
    public IEnumerable<(object? Tag, double Value)> Of(string instrument, string tag) =>
        Measurements.All.Where(measurement => measurement.Instrument == instrument).Select(measurement => (measurement.Tag(tag), measurement.Value));

    public double Sum(string instrument) =>
        Measurements.All.Where(measurement => measurement.Instrument == instrument).Sum(measurement => measurement.Value);

    /// <summary>Has the gauges measured.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    internal sealed record Measurement(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)
    {
        public object? Tag(string name) => Tags.FirstOrDefault(tag => tag.Key == name).Value;
    }
}
