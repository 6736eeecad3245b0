using System.Text.RegularExpressions;

namespace Steersman.Architecture.Tests;

/// <summary>Tables in <c>docs</c> name tests that exist.</summary>
public sealed partial class ScenarioTableTests
{
    [TestCase("scenarios.md", 50)]
    [TestCase("migrating-from-flux.md", 20)]
    public void Every_test_that_a_table_names_exists(string page, int least)
    {
        Dictionary<string, string> fixtures = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => string.Join('\n', files.Select(File.ReadAllText)), StringComparer.Ordinal);
        MatchCollection named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", page)));
        string[] missing = [.. named.Where(test => !Exists(fixtures, test.Groups["fixture"].Value, test.Groups["test"].Value)).Select(test => test.Value)];
        Assert.That(named, Has.Count.GreaterThan(least));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Every_example_of_Flux_is_in_its_table()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "migrating-from-flux.md"));
        string[] examples = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Operator.IntegrationTests", "FluxExamples")).Select(file => Path.GetFileNameWithoutExtension(file))];

        Assert.That(examples, Is.Not.Empty);
        Assert.That(examples.Where(example => !page.Contains($"| `{example}` |", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool Exists(Dictionary<string, string> fixtures, string fixture, string test) =>
        fixtures.TryGetValue(fixture, out string? text) && (test.Length == 0 || text.Contains($" {test}(", StringComparison.Ordinal));

    [GeneratedRegex(@"`(?<fixture>[A-Z]\w*(?:Tests|Lifecycle))(?:\.(?<test>\w+))?`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
