using System.Globalization;
using System.Text.Json;

namespace Steersman.Benchmarks.Rendering;

/// <summary>What the charts of a run come to together.</summary>
internal sealed class ComparisonSummary(IReadOnlyList<ChartComparison> charts)
{
    private readonly double[] _ratios = [.. charts.Select(static chart => chart.Ratio).OfType<double>()];

    /// <summary>How many charts both engines render.</summary>
    public int Compared => _ratios.Length;

    /// <summary>Of the ratios of those charts; 0 where there are none.</summary>
    public double GeometricMean => Compared == 0 ? 0 : Math.Exp(_ratios.Average(Math.Log));

    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"charts {charts.Count}, compared {Compared}, slower than Helm {_ratios.Count(static ratio => ratio < 1)}, least {_ratios.DefaultIfEmpty().Min():F2}, most {_ratios.DefaultIfEmpty().Max():F2}");

    /// <summary>Writes the figures of every chart and the geometric mean to a file.</summary>
    public void WriteJson(string path)
    {
        using FileStream file = File.Create(path);
        using Utf8JsonWriter json = new(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("charts");
        foreach (ChartComparison chart in charts)
        {
            json.WriteStartObject();
            json.WriteString("chart", chart.Chart);
            Write(json, "ours", chart.Ours);
            Write(json, "helm", chart.Helm);
            Write(json, "ratio", chart.Ratio);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("compared", Compared);
        json.WriteNumber("geometricMean", GeometricMean);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Timing timing)
    {
        Write(json, name + "MedianMs", timing.MedianMs);
        if (timing.Error is { } error)
        {
            json.WriteString(name + "Error", error);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }
}
