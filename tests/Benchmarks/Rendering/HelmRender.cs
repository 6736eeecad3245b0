using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Steersman.Benchmarks.Rendering;

/// <summary>Measures real Helm with the program helmbench.</summary>
internal static class HelmRender
{
    /// <summary>Renders a chart some times; slow charts fewer times than others.</summary>
    public static Timing Measure(string program, string chart, int runs)
    {
        (string output, int exitCode) = Run(program, runs, [chart]);
        if (output.Length == 0)
        {
            return Timing.None with { Error = $"{program} ended with exit code {exitCode} and said nothing" };
        }

        using JsonDocument document = JsonDocument.Parse(output);
        return Read(document.RootElement, "medianMs", runs);
    }

    /// <summary>Renders every chart in one process; the first render of each is the cold one.</summary>
    public static HelmColdRun MeasureCold(string program, IReadOnlyList<string> charts)
    {
        (string output, int exitCode) = Run(program, 1, charts);
        Dictionary<string, Timing> timings = new(StringComparer.Ordinal);
        long? peak = null;
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            timings[root.GetProperty("chart").GetString() ?? ""] = Read(root, "coldMs", 1);
            peak = root.TryGetProperty("peakKiB", out JsonElement size) ? Math.Max(peak ?? 0, size.GetInt64()) : peak;
        }

        Timing none = Timing.None with { Error = $"{program} ended with exit code {exitCode} and did not say" };
        return new HelmColdRun([.. charts.Select(chart => timings.GetValueOrDefault(chart, none))], peak);
    }

    private static (string Output, int ExitCode) Run(string program, int runs, IEnumerable<string> charts)
    {
        ProcessStartInfo start = new(program, ["-json", "-n", runs.ToString(CultureInfo.InvariantCulture), .. charts]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.ErrorDataReceived += static (_, _) => { }; // Helm's warnings
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, process.ExitCode);
    }

    private static Timing Read(JsonElement root, string figure, int runs) => root.TryGetProperty("error", out JsonElement error)
        ? Timing.None with { Error = error.GetString() }
        : new Timing(root.GetProperty(figure).GetDouble(), runs, null);
}
