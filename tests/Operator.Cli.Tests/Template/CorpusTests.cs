using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Steersman.Operator.Cli.Tests.Template;

/// <summary>The charts in the folder that <c>STEERSMAN_CORPUS</c> names, with their default values: our output, errors and exit code beside those of the helm that <c>STEERSMAN_HELM</c> names.</summary>
[Category("Corpus")]
public sealed partial class CorpusTests
{
    [Test]
    public async Task Charts_with_their_defaults_give_what_Helm_gives()
    {
        string corpus = Environment.GetEnvironmentVariable("STEERSMAN_CORPUS") ?? "";
        string helm = Environment.GetEnvironmentVariable("STEERSMAN_HELM") ?? "";
        if (corpus.Length == 0 || helm.Length == 0)
        {
            Assert.Ignore("STEERSMAN_CORPUS names no folder with charts, or STEERSMAN_HELM no helm");
        }

        string folder = Path.Combine(corpus, "charts");
        string[] charts = [.. Directory.EnumerateFiles(folder, "*.tgz").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        ConcurrentDictionary<string, string> differences = new(StringComparer.Ordinal);
        await Parallel.ForEachAsync(charts, async (chart, _) =>
        {
            if (await CompareAsync(new CommandLines(folder), helm, $"template rel {chart} --include-crds") is { } difference)
            {
                differences[chart] = difference;
            }
        });
        await TestContext.Out.WriteLineAsync($"charts {charts.Length}, equal {charts.Length - differences.Count}");
        Assert.That(differences, Is.Empty, () => string.Join('\n', differences.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    /// <summary>What differs; null where nothing does but lines that two runs of Helm differ in.</summary>
    private static async Task<string?> CompareAsync(CommandLines lines, string helm, string line)
    {
        string ours = WithoutNetwork(lines.RunOurs(line));
        string expected = WithoutNetwork(await lines.RunHelmAsync(helm, line));
        if (ours == expected)
        {
            return null;
        }

        string again = WithoutNetwork(await lines.RunHelmAsync(helm, line));
        string[] got = ours.Split('\n');
        string[] first = expected.Split('\n');
        string[] second = again.Split('\n');
        if (first.Length == second.Length && HaveSameLines(first, second) && !first.SequenceEqual(second))
        {
            // Helm prints them in a random order.
            return HaveSameLines(got, first) ? null : "other lines than Helm's, whose order is random";
        }

        for (int index = 0; index < Math.Min(got.Length, first.Length); index++)
        {
            if (got[index] != first[index] && index < second.Length && first[index] == second[index])
            {
                return $"line {index + 1}:\n  expected {first[index]}\n  got      {got[index]}";
            }
        }

        return got.Length == first.Length ? null : $"expected {first.Length} lines, got {got.Length}";
    }

    // Why a schema elsewhere cannot be had is for each to say: we never ask for it.
    private static string WithoutNetwork(Outcome outcome) => HttpFailure().Replace(outcome.ToString(), "$1");

    [GeneratedRegex("(HTTP request failed for [^ ]+: ).*", RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex HttpFailure();

    private static bool HaveSameLines(string[] left, string[] right) => left.Order(StringComparer.Ordinal).SequenceEqual(right.Order(StringComparer.Ordinal));
}
