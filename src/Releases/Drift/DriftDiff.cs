using System.Text.Json.Nodes;

namespace Steersman.Releases.Drift;

/// <summary>What applying would change of a live object. Values are compared and never kept.</summary>
/// <param name="Additions">Fields that would be added.</param>
/// <param name="Changes">Fields that would get another value.</param>
/// <param name="Removals">Fields that would be taken away.</param>
/// <param name="Paths">JSON pointers of the first of them, at most <see cref="MaxPaths"/>.</param>
public sealed record DriftDiff(int Additions, int Changes, int Removals, IReadOnlyList<string> Paths)
{
    /// <summary>How many paths are named.</summary>
    public const int MaxPaths = 10;

    // What the server alone writes.
    private static readonly string[] OfServer = ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];

    // Who applied it is no part of what it is: an adopted object has none of them, or Flux's.
    private static readonly string[] Origins = [Operator.Api.WellKnown.NameLabel, Operator.Api.WellKnown.NamespaceLabel, "helm.toolkit.fluxcd.io/name", "helm.toolkit.fluxcd.io/namespace"];

    /// <summary>True where applying would change nothing.</summary>
    public bool IsEmpty => Additions + Changes + Removals == 0;

    /// <summary>Compares an object with what the server makes of it when the wanted one is applied.</summary>
    /// <param name="live">The object.</param>
    /// <param name="applied">The outcome of applying.</param>
    /// <param name="ignored">What others may change.</param>
    public static DriftDiff Between(JsonObject live, JsonObject applied, IReadOnlyList<JsonPointer> ignored)
    {
        JsonObject before = Comparable(live, ignored);
        JsonObject after = Comparable(applied, ignored);
        Counter counter = new();
        new FieldDifferences(IsNothing, counter.Count).Compare(before, after);
        return new DriftDiff(counter.Additions, counter.Changes, counter.Removals, counter.Paths);
    }

    private static JsonObject Comparable(JsonObject content, IReadOnlyList<JsonPointer> ignored)
    {
        JsonObject copy = (JsonObject)content.DeepClone();
        copy.Remove("status");
        copy.Remove("apiVersion");
        if (copy["metadata"] is JsonObject metadata)
        {
            foreach (string field in OfServer)
            {
                metadata.Remove(field);
            }

            foreach (string origin in metadata["labels"] is JsonObject ? Origins : [])
            {
                ((JsonObject)metadata["labels"]!).Remove(origin);
            }
        }

        foreach (JsonPointer pointer in ignored)
        {
            pointer.RemoveFrom(copy);
        }

        return copy;
    }

    // Absent, null and an empty map are one: the server drops and adds them as it likes.
    private static bool IsNothing(JsonNode? node) => node is null or JsonObject { Count: 0 };

    private sealed class Counter
    {
        public int Additions { get; private set; }

        public int Changes { get; private set; }

        public int Removals { get; private set; }

        public List<string> Paths { get; } = [];

        public void Count(string path, JsonNode? before, JsonNode? after)
        {
            if (IsNothing(before))
            {
                Additions++;
            }
            else if (IsNothing(after))
            {
                Removals++;
            }
            else
            {
                Changes++;
            }

            if (Paths.Count < MaxPaths)
            {
                Paths.Add(path);
            }
        }
    }
}
