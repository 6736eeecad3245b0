using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Steersman.Kubernetes.Controller.Tests;

/// <summary>Records what a meter reports under one tag, so that tests side by side do not see each other.</summary>
internal sealed class MetricsRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Result)> _measurements = new();

    internal MetricsRecorder(string meter, string tag, string value)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) => Record(instrument, measurement, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, measurement, tags, _) => Record(instrument, measurement, tags));
        _listener.Start();

        void Record(Instrument instrument, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string? own = null;
            string result = string.Empty;
            foreach ((string name, object? content) in tags)
            {
                own = name == tag ? (string?)content : own;
                result = name == "result" ? (string)content! : result;
            }

            if (own == value)
            {
                _measurements.Enqueue((instrument.Name, measurement, result));
            }
        }
    }

    internal void Observe() => _listener.RecordObservableInstruments();

    internal double Sum(string name, string? result = null) => _measurements.Where(m => m.Name == name && (result is null || m.Result == result)).Sum(m => m.Value);

    internal double Last(string name) => _measurements.Last(m => m.Name == name).Value;

    public void Dispose() => _listener.Dispose();
}
