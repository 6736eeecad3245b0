using System.Diagnostics;
using System.Text.Json;

namespace Steersman.Benchmarks.Rendering;

/// <summary>Measures real Helm with the program helmbench.</summary>
internal static class HelmRender
{
    public static Timing Measure(string program, string chart)
    {
        ProcessStartInfo start = new(program, ["-json", chart]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        process.ErrorDataReceived += static (_, _) => { }; // Helm's warnings
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Length == 0 ? new Timing(null, $"{program} ended with exit code {process.ExitCode} and said nothing") : Read(output);
    }

    private static Timing Read(string output)
    {
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        return root.TryGetProperty("error", out JsonElement error)
            ? new Timing(null, error.GetString())
            : new Timing(root.GetProperty("medianMs").GetDouble(), null);
    }
}
