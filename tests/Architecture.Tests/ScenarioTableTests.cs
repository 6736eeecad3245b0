using System.Text.RegularExpressions;

namespace Steersman.Architecture.Tests;

/// <summary><c>docs/scenarios.md</c> names tests that exist.</summary>
public sealed partial class ScenarioTableTests
{
    [Test]
    public void Every_test_of_the_table_of_scenarios_exists()
    {
        Dictionary<string, string> fixtures = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal)
            .ToDictionary(files => files.Key, files => string.Join('\n', files.Select(File.ReadAllText)), StringComparer.Ordinal);
        MatchCollection named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "scenarios.md")));
        string[] missing = [.. named.Where(test => !Exists(fixtures, test.Groups["fixture"].Value, test.Groups["test"].Value)).Select(test => test.Value)];
        Assert.That(named, Has.Count.GreaterThan(50));
        Assert.That(missing, Is.Empty);
    }

    private static bool Exists(Dictionary<string, string> fixtures, string fixture, string test) =>
        fixtures.TryGetValue(fixture, out string? text) && (test.Length == 0 || text.Contains($" {test}(", StringComparison.Ordinal));

    [GeneratedRegex(@"`(?<fixture>[A-Z]\w*(?:Tests|Lifecycle))(?:\.(?<test>\w+))?`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
