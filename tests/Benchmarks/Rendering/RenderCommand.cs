using System.Globalization;

namespace Steersman.Benchmarks.Rendering;

/// <summary>Renders every chart of a folder with our engine and with real Helm, one after the other, and prints the median of both.</summary>
internal static class RenderCommand
{
    private const int FailureLength = 100;

    /// <summary>Runs the command; exit code 2 where the arguments are wrong, 1 where no chart renders.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        if (RenderArguments.Parse(args) is not { } arguments)
        {
            Console.Error.WriteLine(RenderArguments.Usage);
            return 2;
        }

        IReadOnlyList<string> charts = arguments.ChartPaths();
        ColdRun cold = ColdRun.Measure(charts);
        HelmColdRun helmCold = HelmRender.MeasureCold(arguments.Helmbench, charts);
        OwnRender.WarmUp(charts);
        List<ChartComparison> comparisons = new(charts.Count);
        Console.WriteLine($"{"chart",-60} {"ours ms",10} {"templates",10} {"Helm ms",10} {"ratio",7} {"cold ours",10} {"cold Helm",10} {"ratio",7}");
        for (int index = 0; index < charts.Count; index++)
        {
            string path = charts[index];
            Timing ours = OwnRender.Measure(path);
            Timing templates = OwnRender.MeasureTemplates(path);
            Timing helm = HelmRender.Measure(arguments.Helmbench, path, Math.Max(ours.Runs, 1));
            ChartComparison comparison = new(Path.GetFileName(path), ours, templates, helm, cold.Timings[index], helmCold.Timings[index], index >= ColdRun.Uncounted);
            comparisons.Add(comparison);
            Console.WriteLine(Line(comparison));
        }

        ComparisonSummary summary = new(comparisons, cold, helmCold);
        Console.WriteLine(summary.Text);
        if (arguments.Json is { } file)
        {
            summary.WriteJson(file);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"geometric mean {summary.GeometricMean:F2}"));
        return summary.Compared > 0 ? 0 : 1;
    }

    private static string Line(ChartComparison comparison) => string.Create(
        CultureInfo.InvariantCulture,
        $"{comparison.Chart,-60} {Milliseconds(comparison.Ours),10} {Milliseconds(comparison.Templates),10} {Milliseconds(comparison.Helm),10} {Ratio(comparison.Ratio),7} {Milliseconds(comparison.ColdOurs),10} {Milliseconds(comparison.ColdHelm),10} {Ratio(comparison.ColdRatio),7}{Failure("ours", comparison.Ours)}{Failure("Helm", comparison.Helm)}");

    private static string Milliseconds(Timing timing) => timing.MedianMs?.ToString("F3", CultureInfo.InvariantCulture) ?? "fails";

    private static string Ratio(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";

    private static string Failure(string whose, Timing timing)
    {
        string text = timing.Error?.ReplaceLineEndings(" ") ?? "";
        return text.Length == 0 ? "" : $"  {whose}: {(text.Length > FailureLength ? text[..FailureLength] + "…" : text)}";
    }
}
