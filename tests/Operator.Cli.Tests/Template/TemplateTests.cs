using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Steersman.Operator.Cli.Tests.Template;

/// <summary>
/// Each line of <c>Cases.txt</c>: our output, errors and exit code are those that the real Helm gave, which <c>Goldens.jsonl</c> holds. <c>STEERSMAN_VECTORS_RECORD=1</c> records them
/// anew with the helm that <c>STEERSMAN_HELM</c> names.
/// </summary>
public sealed class TemplateTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Lines = Resource("Cases.txt");
    private static readonly Lazy<Dictionary<string, Outcome>> Goldens =
        new(() => Resource("Goldens.jsonl").Select(line => JsonSerializer.Deserialize<Outcome>(line)!).ToDictionary(golden => golden.Command, StringComparer.Ordinal));

    private readonly ChartFolder _charts = new();

    [OneTimeTearDown]
    public void RemoveCharts() => _charts.Dispose();

    [TestCaseSource(nameof(Lines))]
    public void A_command_line_gives_what_Helm_gives(string line)
    {
        Assert.That(Goldens.Value, Contains.Key(line), "not recorded");
        Assert.That(new CommandLines(_charts.Path).RunOurs(line).ToString(), Is.EqualTo(Goldens.Value[line].ToString()));
    }

    [Test]
    [Category("Slow")]
    public async Task The_recorded_answers_are_those_of_the_real_Helm()
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_HELM") is not { Length: > 0 } helm)
        {
            Assert.Ignore("STEERSMAN_HELM names no helm to compare with");
            return;
        }

        using ChartFolder charts = new();
        CommandLines lines = new(charts.Path);
        List<Outcome> outcomes = [];
        foreach (string line in Lines)
        {
            outcomes.Add(await lines.RunHelmAsync(helm, line));
        }

        if (Environment.GetEnvironmentVariable("STEERSMAN_VECTORS_RECORD") is "1")
        {
            Record(outcomes);
            return;
        }

        Assert.That(outcomes.Select(outcome => outcome.ToString()), Is.EqualTo(Lines.Select(line => Goldens.Value[line].ToString())));
    }

    private static void Record(List<Outcome> outcomes, [CallerFilePath] string here = "") =>
        File.WriteAllLines(Path.Combine(Path.GetDirectoryName(here)!, "Goldens.jsonl"), outcomes.Select(outcome => JsonSerializer.Serialize(outcome, Relaxed)));

    private static string[] Resource(string name)
    {
        using StreamReader reader = new(typeof(TemplateTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
