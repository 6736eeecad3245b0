using System.Diagnostics;
using System.Text;

namespace Steersman.Fidelity.Comparing;

/// <summary>Real <c>helm template</c> of a chart that shows its values.</summary>
internal sealed class HelmTemplate(string program) : IDisposable
{
    /// <summary>The chart's template.</summary>
    public const string Template = "{{ toJson .Values }}";

    /// <summary>The chart's own values.</summary>
    public const string Values = "a: {b: 1, c: [x, {y: z}]}\nlist: [1, {a: 2}, [3]]\nmap: {a: {b: {c: d}}, n: null}\ntext: hello\n";

    private const string Metadata = "apiVersion: v2\nname: c\nversion: 0.1.0\n";

    private readonly DirectoryInfo _chart = Write();

    /// <summary>What helm prints, or its error.</summary>
    /// <param name="flag">Such as <c>--set</c>.</param>
    /// <param name="lines">One for each time the flag is given.</param>
    public (string Text, string Error) Run(string flag, IEnumerable<string> lines)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        foreach (string argument in (string[])["template", "release-name", _chart.FullName, .. lines.SelectMany(line => (string[])[flag, line])])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? (text, "") : ("", error.Result);
    }

    public void Dispose() => _chart.Delete(recursive: true);

    private static DirectoryInfo Write()
    {
        DirectoryInfo chart = Directory.CreateTempSubdirectory("fidelity-");
        chart.CreateSubdirectory("templates");
        File.WriteAllText(Path.Combine(chart.FullName, "Chart.yaml"), Metadata);
        File.WriteAllText(Path.Combine(chart.FullName, "values.yaml"), Values);
        File.WriteAllText(Path.Combine(chart.FullName, "templates", "t.yaml"), Template);
        return chart;
    }
}
