using System.Globalization;
using System.Text.Json;

namespace Steersman.Benchmarks.Rendering;

/// <summary>What the charts of a run come to together.</summary>
internal sealed class ComparisonSummary(IReadOnlyList<ChartComparison> charts, ColdRun ours, HelmColdRun helm)
{
    private readonly double[] _ratios = [.. charts.Select(static chart => chart.Ratio).OfType<double>()];
    private readonly double[] _templates = [.. charts.Select(static chart => chart.TemplatesRatio).OfType<double>()];

    private readonly double[] _cold = [.. charts.Select(static chart => chart.ColdRatio).OfType<double>()];

    /// <summary>How many charts both engines render.</summary>
    public int Compared => _ratios.Length;

    /// <summary>Of the ratios of those charts, whole renders; 0 where there are none.</summary>
    public double GeometricMean => Mean(_ratios);

    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        charts {charts.Count}, compared {Compared}
        whole renders: {Describe(_ratios)}
        templates alone: {Describe(_templates)}, geometric mean {Mean(_templates):F2}
        cold, but for the first {ColdRun.Uncounted} charts: {Describe(_cold)}, compared {_cold.Length}, geometric mean {Mean(_cold):F2}
        memory of all charts in one process, KiB: {ours.StartKiB} after the first {ColdRun.Uncounted}, peak {ours.PeakKiB} (Helm {helm.PeakKiB}), {ours.EndKiB} afterwards, of which {ours.HeapGrowthKiB} are objects that stayed
        """);

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
            Write(json, "templates", chart.Templates);
            Write(json, "helm", chart.Helm);
            Write(json, "ratio", chart.Ratio);
            Write(json, "coldOursMs", chart.ColdOurs.MedianMs);
            Write(json, "coldHelmMs", chart.ColdHelm.MedianMs);
            Write(json, "coldRatio", chart.ColdRatio);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("compared", Compared);
        json.WriteNumber("geometricMean", GeometricMean);
        json.WriteNumber("templatesGeometricMean", Mean(_templates));
        json.WriteNumber("coldCompared", _cold.Length);
        json.WriteNumber("coldGeometricMean", Mean(_cold));
        json.WriteStartObject("memory");
        json.WriteNumber("startKiB", ours.StartKiB);
        json.WriteNumber("peakKiB", ours.PeakKiB);
        json.WriteNumber("endKiB", ours.EndKiB);
        json.WriteNumber("heapGrowthKiB", ours.HeapGrowthKiB);
        Write(json, "helmPeakKiB", helm.PeakKiB);
        json.WriteEndObject();
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

    private static double Mean(double[] ratios) => ratios.Length == 0 ? 0 : Math.Exp(ratios.Average(Math.Log));

    private static string Describe(double[] ratios) => string.Create(
        CultureInfo.InvariantCulture,
        $"slower than Helm {ratios.Count(static ratio => ratio < 1)}, least {ratios.DefaultIfEmpty().Min():F2}, most {ratios.DefaultIfEmpty().Max():F2}");
}
