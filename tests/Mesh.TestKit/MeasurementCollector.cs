using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Mesh.Hosting.Telemetry;

namespace Mesh.TestKit;

/// <summary>What is measured while it lives. Meters are process-wide: take a measurement of yours by a label that no other test has.</summary>
public sealed class MeasurementCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _all = new();

    /// <summary>Starts collecting.</summary>
    public MeasurementCollector()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeshMetrics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Keep);
        _listener.SetMeasurementEventCallback<int>((instrument, value, labels, state) => Keep(instrument, value, labels, state));
        _listener.SetMeasurementEventCallback<double>(Keep);
        _listener.Start();
    }

    /// <summary>Everything of an instrument, in the order of measuring.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => [.. _all.Where(measured => measured.Instrument == instrument)];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> labels, object? state) => Keep(instrument, (double)value, labels, state);

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels, object? state) => _all.Enqueue(
        new(instrument.Name, value, labels.ToArray().ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "")));
}

/// <summary>One measurement.</summary>
/// <param name="Instrument">Of what.</param>
/// <param name="Value">How much.</param>
/// <param name="Labels">Of whom and which.</param>
public sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>A label's value; empty when it has none.</summary>
    public string this[string label] => Labels.GetValueOrDefault(label, "");
}
