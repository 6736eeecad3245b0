using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Helm.Tests.Engine;

namespace Steersman.Fidelity.Comparing;

/// <summary>Random cases, rendered by both engines.</summary>
/// <param name="arguments">What the command line asks for.</param>
/// <param name="what">What the cases are called.</param>
/// <param name="next">Makes the case of a number.</param>
internal sealed class CaseRun(RunArguments arguments, string what, Func<int, JsonObject> next)
{
    private const int BatchSize = 500;

    /// <summary>Real Helm is asked this often about a case that differs: Go's map order may have made the answer.</summary>
    private const int Repeats = 12;

    private int _compared;
    private int _unstable;
    private int _differing;

    /// <summary>Compares, prints what differs and the counts; the exit code is 0 where nothing differs.</summary>
    public int Run()
    {
        foreach (JsonObject[] batch in (arguments.Cases.Length > 0 ? Given() : Generated()).Chunk(BatchSize))
        {
            _compared += batch.Length;
            CompareBatch(batch);
        }

        string from = arguments.Cases.Length > 0 ? arguments.Cases : $"seed {arguments.Seed}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from}: {what} {_compared}, unstable {_unstable}, differing {_differing}"));
        return _differing == 0 ? 0 : 1;
    }

    private IEnumerable<JsonObject> Given() => File.ReadLines(arguments.Cases).Select(line => JsonNode.Parse(line)!.AsObject());

    private IEnumerable<JsonObject> Generated() => Enumerable.Range(0, arguments.Count).Select(next);

    private void CompareBatch(JsonObject[] cases)
    {
        List<JsonElement?> answers = HelmEval.Ask(arguments.Program, cases);
        string?[] problems = new string?[answers.Count];
        Parallel.For(0, answers.Count, index => problems[index] = IsStable(answers[index]) ? Judge(answers[index]!.Value) : null);
        _unstable += answers.Count(answer => !IsStable(answer));
        int[] differing = [.. Enumerable.Range(0, answers.Count).Where(index => problems[index] is not null)];
        if (differing.Length == 0)
        {
            return;
        }

        List<JsonElement?> again = HelmEval.Ask(arguments.Program, [.. differing.SelectMany(index => Enumerable.Repeat(cases[index], Repeats))]);
        for (int at = 0; at < differing.Length; at++)
        {
            JsonElement answer = answers[differing[at]]!.Value;
            if (again.Skip(at * Repeats).Take(Repeats).All(other => other?.GetRawText() == answer.GetRawText()))
            {
                Show(answer, problems[differing[at]]!);
            }
            else
            {
                _unstable++;
            }
        }
    }

    private void Show(JsonElement answer, string problem)
    {
        _differing++;
        Console.WriteLine($"{Described(answer)}{problem}\n");
        if (arguments.Output.Length > 0)
        {
            File.AppendAllText(arguments.Output, answer.GetRawText() + "\n");
        }
    }

    private static string Described(JsonElement answer)
    {
        IEnumerable<JsonProperty> files = answer.EnumerateObject()
            .Where(static property => property.Name is "templates" or "files")
            .SelectMany(static property => property.Value.EnumerateObject());
        return string.Concat(files.Select(static file => (file.Name == "templates/t.yaml" ? "" : file.Name + ":\n") + file.Value.GetString() + "\n"))
            + (answer.TryGetProperty("valuesYaml", out JsonElement values) && answer.TryGetProperty("files", out _) ? "values: " + values.GetString() : "");
    }

    /// <summary>False where two runs of Helm differ, or where Helm died of it.</summary>
    private static bool IsStable(JsonElement? answer) => answer is { } given && !(given.TryGetProperty("unstable", out JsonElement unstable) && unstable.GetBoolean());

    private static string? Judge(JsonElement answer)
    {
        try
        {
            return RenderCase.Judge(answer);
        }
#pragma warning disable CA1031 // whatever a case throws is a difference, never the end of the run
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"\n{exception}";
        }
    }
}
