using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;
using Steersman.Vectors;

namespace Steersman.Conformance;

/// <summary>Real charts against what Helm renders of them, from the folder that <c>STEERSMAN_CORPUS</c> names.</summary>
[Category("Corpus")]
public sealed class CorpusTests
{
    private const int FailuresShown = 20;

    /// <summary>Charts that have no case in the list of known failures, ever.</summary>
    private static readonly string[] FirstCharts = ["stefanprodan-podinfo", "kubernetes-ingress-nginx", "cert-manager-cert-manager", "bitnami-nginx", "bitnami-redis"];

    [Test]
    public void Charts_render_to_the_bytes_that_Helm_renders()
    {
        string corpus = Environment.GetEnvironmentVariable("STEERSMAN_CORPUS") ?? "";
        if (corpus.Length == 0)
        {
            Assert.Ignore("STEERSMAN_CORPUS names no folder with charts and Helm's renderings of them");
        }

        string[] goldens = [.. Directory.EnumerateFiles(Path.Combine(corpus, "goldens"), "*.jsonl.gz").Where(IsWanted).Order(StringComparer.Ordinal)];
        ConcurrentDictionary<string, string?> outcomes = new(StringComparer.Ordinal);
        Parallel.ForEach(goldens, golden => Run(corpus, golden, outcomes));

        VectorReport.Write($"charts {goldens.Length}, cases {outcomes.Count}, equal {outcomes.Values.Count(problem => problem is null)}");
        string[] failing = [.. outcomes.Where(outcome => outcome.Value is not null).Select(outcome => outcome.Key).Order(StringComparer.Ordinal)];
        if (!KnownFailures.Record(failing))
        {
            AssertAsListed(outcomes, failing);
        }
    }

    [Test]
    public void The_first_charts_have_no_known_failures() =>
        Assert.That(KnownFailures.Load().Where(id => FirstCharts.Any(chart => id.StartsWith(chart + "/", StringComparison.Ordinal))), Is.Empty);

    private static bool IsWanted(string golden) =>
        Environment.GetEnvironmentVariable("STEERSMAN_CORPUS_CHARTS") is not { Length: > 0 } charts || charts.Split(',').Contains(Path.GetFileName(golden)[..^".jsonl.gz".Length]);

    private static void AssertAsListed(ConcurrentDictionary<string, string?> outcomes, string[] failing)
    {
        IReadOnlySet<string> known = KnownFailures.Load();
        string[] unlisted = [.. failing.Where(id => !known.Contains(id))];
        string[] mended = [.. known.Where(id => outcomes.TryGetValue(id, out string? problem) && problem is null).Order(StringComparer.Ordinal)];
        StringBuilder text = new();
        foreach (string id in unlisted.Take(FailuresShown))
        {
            text.AppendLine($"{id}: {outcomes[id]}");
        }

        if (mended.Length > 0)
        {
            text.AppendLine($"{mended.Length} listed as known failures are equal: take them off tests/Conformance/KnownFailures.txt: {string.Join(' ', mended.Take(FailuresShown))}");
        }

        Assert.That(unlisted.Length + mended.Length, Is.Zero, text.ToString());
    }

    private static void Run(string corpus, string golden, ConcurrentDictionary<string, string?> outcomes)
    {
        using StreamReader lines = new(new GZipStream(File.OpenRead(golden), CompressionMode.Decompress));
        Chart? chart = null;
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            CorpusCase corpusCase = new(document.RootElement);
            outcomes[corpusCase.Id] = Judge(corpusCase, () => chart ??= ChartLoader.LoadArchive(File.ReadAllBytes(Path.Combine(corpus, corpusCase.Chart))));
        }
    }

    private static string? Judge(CorpusCase expected, Func<Chart> load)
    {
        RenderedChart rendered;
        try
        {
            rendered = Render(expected, load());
        }
        catch (HelmException exception)
        {
            return exception.Message == expected.Error ? null : CompareErrors(expected.Error, exception.Message);
        }
#pragma warning disable CA1031 // whatever a case throws is that case's failure, never the end of the corpus
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }

        return expected.Error.Length > 0 ? $"expected the error {Show(expected.Error)}" : CorpusComparison.Compare(expected, rendered);
    }

    private static RenderedChart Render(CorpusCase expected, Chart chart)
    {
        ValueMap values = expected.Values.Length == 0 ? new ValueMap() : ValuesReader.LoadValues(expected.Values);
        return ChartRenderer.Render(chart, new ChartRenderOptions
        {
            Release = new ReleaseOptions
            {
                Name = expected.Release,
                Namespace = expected.Namespace,
                Revision = 1,
                IsInstall = !expected.IsUpgrade,
                IsUpgrade = expected.IsUpgrade,
            },
            Values = values,
            Capabilities = new Capabilities(
                expected.KubeVersion.Length == 0 ? DefaultCapabilities.KubeVersion : KubeVersionParser.Parse(expected.KubeVersion),
                [.. DefaultCapabilities.ApiVersions, .. expected.ApiVersions]),
            SkipSchemaValidation = expected.SkipSchemaValidation,
        });
    }

    private static string CompareErrors(string expected, string actual)
    {
        // Long texts are shown from shortly before the difference.
        int from = Math.Max(0, expected.AsSpan().CommonPrefixLength(actual) - 200);
        return expected.Length == 0 ? $"error: {Show(actual)}" : $"error:\n  expected {Show(expected[from..])}\n  got      {Show(actual[from..])}";
    }

    private static string Show(string text) => JsonSerializer.Serialize(text.Length > 3000 ? text[..1500] + " … " + text[^1500..] : text);
}
