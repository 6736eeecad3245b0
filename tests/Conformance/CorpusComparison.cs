using System.Text.Json;
using Steersman.Helm.Manifests;
using Steersman.Helm.Rendering;

namespace Steersman.Conformance;

/// <summary>Compares a rendering with Helm's, byte for byte but for the lines that differ from run to run.</summary>
internal static class CorpusComparison
{
    private const string Volatile = "<volatile>";

    /// <summary>What differs; null where nothing does.</summary>
    public static string? Compare(CorpusCase expected, RenderedChart actual)
    {
        string manifest = actual.ManifestText;
        return (expected.HasUnorderedDocuments ? CompareDocuments(expected.Manifest, manifest) : CompareLines("manifest", expected.Manifest, manifest, expected.Volatile))
            ?? CompareLines("notes", expected.Notes, actual.Notes, expected.NotesVolatile)
            ?? CompareLines("crds", string.Join('\n', expected.Crds), string.Join('\n', actual.Crds.Select(crd => crd.Filename).Order(StringComparer.Ordinal)), new HashSet<int>())
            ?? CompareHooks(expected.Hooks, actual.Hooks);
    }

    private static string? CompareHooks(IReadOnlyList<JsonElement> expected, IReadOnlyList<Hook> actual)
    {
        if (expected.Count != actual.Count)
        {
            return $"hooks: expected {expected.Count}, got {actual.Count}";
        }

        for (int index = 0; index < actual.Count; index++)
        {
            JsonElement wanted = expected[index];
            Hook got = actual[index];
            string name = wanted.GetProperty("name").GetString()!;
            string? problem = CompareText("name", name, name == Volatile ? name : got.Name)
                ?? CompareText("kind", wanted.GetProperty("kind").GetString()!, got.Kind)
                ?? CompareText("path", wanted.GetProperty("path").GetString()!, got.Path)
                ?? CompareText("weight", wanted.GetProperty("weight").GetInt64().ToString(), got.Weight.ToString())
                ?? CompareText("events", Join(wanted, "events"), string.Join(',', got.Events!))
                ?? CompareText("deletePolicies", Join(wanted, "deletePolicies"), string.Join(',', got.DeletePolicies!))
                ?? CompareText("outputLogPolicies", Join(wanted, "outputLogPolicies"), string.Join(',', got.OutputLogPolicies!))
                ?? CompareLines("manifest", wanted.GetProperty("manifest").GetString()!, got.Manifest, CorpusCase.Lines(wanted, "volatile"));
            if (problem is not null)
            {
                return $"hook {index + 1}: {problem}";
            }
        }

        return null;
    }

    private static string Join(JsonElement hook, string name) =>
        hook.TryGetProperty(name, out JsonElement items) && items.ValueKind is JsonValueKind.Array ? string.Join(',', items.EnumerateArray().Select(item => item.GetString())) : "";

    private static string? CompareText(string what, string expected, string actual) => expected == actual ? null : $"{what}: expected {expected}, got {actual}";

    private static string? CompareDocuments(string expected, string actual) => CompareLines("documents", Sorted(expected), Sorted(actual), new HashSet<int>());

    private static string Sorted(string text) =>
        string.Join("\n---\n", ("\n" + text).Split("\n---\n").Select(document => document.Trim('\n')).Order(StringComparer.Ordinal));

    private static string? CompareLines(string what, string expected, string actual, IReadOnlySet<int> ignored)
    {
        if (expected == actual)
        {
            return null;
        }

        string[] wanted = expected.Split('\n');
        string[] got = actual.Split('\n');
        for (int index = 0; index < Math.Min(wanted.Length, got.Length); index++)
        {
            if (wanted[index] != got[index] && !ignored.Contains(index + 1))
            {
                return $"{what}, line {index + 1}:\n  expected {Show(wanted[index])}\n  got      {Show(got[index])}";
            }
        }

        return wanted.Length == got.Length ? null : $"{what}: expected {wanted.Length} lines, got {got.Length}";
    }

    private static string Show(string line) => JsonSerializer.Serialize(line.Length > 300 ? line[..300] : line);
}
