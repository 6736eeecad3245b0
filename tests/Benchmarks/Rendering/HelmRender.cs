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
        ProcessStartInfo start = new(program, ["-json", "-n", runs.ToString(CultureInfo.InvariantCulture), chart]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.ErrorDataReceived += static (_, _) => { }; // Helm's warnings
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Length == 0 ? Timing.None with { Error = $"{program} ended with exit code {process.ExitCode} and said nothing" } : Read(output, runs);
    }

    private static Timing Read(string output, int runs)
    {
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        return root.TryGetProperty("error", out JsonElement error)
            ? Timing.None with { Error = error.GetString() }
            : new Timing(root.GetProperty("medianMs").GetDouble(), runs, null);
    }
}
