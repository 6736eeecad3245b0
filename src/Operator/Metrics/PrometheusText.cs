using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Steersman.Operator.Metrics;

/// <summary>The instruments of this process in Prometheus' text format (version 0.0.4). Thread-safe.</summary>
internal sealed class PrometheusText : IDisposable
{
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);

    /// <param name="meters">Names of the meters that are shown.</param>
    public PrometheusText(params IReadOnlyCollection<string> meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name, StringComparer.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        foreach (Family family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.WriteTo(text);
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _families.GetOrAdd(instrument.Name, static (_, created) => new Family(created), instrument).Record(Labels(tags), value);

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        StringBuilder text = new();
        foreach ((string name, object? value) in tags)
        {
            string escaped = (value?.ToString() ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"").Append(escaped).Append('"');
        }

        return text.ToString();
    }

    private sealed class Family(Instrument instrument)
    {
        private readonly Lock _gate = new();
        private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
        private readonly bool _isHistogram = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        private readonly bool _isSum = instrument.GetType().Name is var type && (type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("UpDownCounter", StringComparison.Ordinal));

        public string Name { get; } = instrument.Name.Replace('.', '_').Replace('-', '_');

        public void Record(string labels, double value)
        {
            lock (_gate)
            {
                if (!_series.TryGetValue(labels, out Series? series))
                {
                    _series[labels] = series = new Series();
                }

                series.Add(value, _isSum || _isHistogram, _isHistogram);
            }
        }

        public void WriteTo(StringBuilder text)
        {
            string kind = instrument.GetType().Name;
            string type = _isHistogram ? "histogram" : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
            text.Append("# HELP ").Append(Name).Append(' ').Append(instrument.Description ?? Name).Append('\n');
            text.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
            lock (_gate)
            {
                foreach ((string labels, Series series) in _series)
                {
                    series.WriteTo(text, Name, labels, _isHistogram);
                }
            }
        }
    }

    private sealed class Series
    {
        private readonly long[] _counts = new long[Buckets.Length];
        private double _sum;
        private long _count;

        public void Add(double value, bool isSum, bool isHistogram)
        {
            _sum = isSum ? _sum + value : value;
            _count++;
            for (int index = 0; isHistogram && index < Buckets.Length; index++)
            {
                _counts[index] += value <= Buckets[index] ? 1 : 0;
            }
        }

        public void WriteTo(StringBuilder text, string name, string labels, bool isHistogram)
        {
            if (!isHistogram)
            {
                Line(text, name, labels, _sum);
                return;
            }

            string before = labels.Length == 0 ? "" : labels + ",";
            for (int index = 0; index < Buckets.Length; index++)
            {
                Line(text, name + "_bucket", $"{before}le=\"{Number(Buckets[index])}\"", _counts[index]);
            }

            Line(text, name + "_bucket", before + "le=\"+Inf\"", _count);
            Line(text, name + "_sum", labels, _sum);
            Line(text, name + "_count", labels, _count);
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0)
            {
                text.Append('{').Append(labels).Append('}');
            }

            text.Append(' ').Append(Number(value)).Append('\n');
        }

        private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
