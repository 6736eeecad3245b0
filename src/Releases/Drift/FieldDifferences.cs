using System.Text.Json.Nodes;
using Steersman.Releases.Patching;

namespace Steersman.Releases.Drift;

/// <summary>Finds the fields in which two objects differ. Elements of lists are compared by their place, or, where asked, by what tells them apart.</summary>
/// <param name="isAbsent">Whether a value counts as one that is not there.</param>
/// <param name="differs">Takes each difference: its path as a JSON pointer, and the values; the deepest that both have.</param>
/// <param name="elements">Tells elements of lists apart; then the path has <c>[name=web]</c> in the place of a number. Null: by their place.</param>
internal sealed class FieldDifferences(Func<JsonNode?, bool> isAbsent, Action<string, JsonNode?, JsonNode?> differs, ListElements? elements = null)
{
    /// <summary>Compares two objects.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <param name="schema">What is known of their kind; null where nothing is.</param>
    public void Compare(JsonObject before, JsonObject after, PatchSchema? schema = null) => Compare(before, after, "", schema, null);

    private void Compare(JsonNode? before, JsonNode? after, string path, PatchSchema? schema, string? mergeKey)
    {
        if (isAbsent(before) || isAbsent(after))
        {
            if (isAbsent(before) != isAbsent(after))
            {
                differs(path, before, after);
            }
        }
        else if (before is JsonObject old && after is JsonObject next)
        {
            foreach (string name in old.Select(field => field.Key).Union(next.Select(field => field.Key), StringComparer.Ordinal))
            {
                (string? key, PatchSchema? inner) = schema?.Find(name) ?? default;
                Compare(old.TryGetPropertyValue(name, out JsonNode? one) ? one : null, next.TryGetPropertyValue(name, out JsonNode? other) ? other : null, $"{path}/{JsonPointer.Escape(name)}", inner, key);
            }
        }
        else if (before is JsonArray oldItems && after is JsonArray nextItems)
        {
            if (elements is not null && ListElements.KeyOf(mergeKey, oldItems, nextItems) is { } by)
            {
                CompareByKey(oldItems, nextItems, path, schema, by, elements);
            }
            else
            {
                CompareByPlace(oldItems, nextItems, path, schema, elements is null ? (0, 0) : ListElements.EqualEnds(oldItems, nextItems));
            }
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            differs(path, before, after);
        }
    }

    private void CompareByKey(JsonArray before, JsonArray after, string path, PatchSchema? schema, string key, ListElements by)
    {
        Dictionary<string, JsonNode> next = after.ToDictionary(item => ListElements.TextOf(item, key)!, item => item!, StringComparer.Ordinal);
        HashSet<string> old = new(StringComparer.Ordinal);
        foreach (JsonNode? item in before)
        {
            string text = ListElements.TextOf(item, key)!;
            old.Add(text);
            Compare(item, next.GetValueOrDefault(text), $"{path}[{key}={by.Show(text)}]", schema, null);
        }

        foreach ((string text, JsonNode item) in next.Where(item => !old.Contains(item.Key)))
        {
            Compare(null, item, $"{path}[{key}={by.Show(text)}]", schema, null);
        }

        if (!before.Select(item => ListElements.TextOf(item, key)!).Where(next.ContainsKey).SequenceEqual(after.Select(item => ListElements.TextOf(item, key)!).Where(old.Contains), StringComparer.Ordinal))
        {
            by.Reordered(path);
        }
    }

    private void CompareByPlace(JsonArray before, JsonArray after, string path, PatchSchema? schema, (int First, int Last) equal)
    {
        int old = before.Count - equal.Last;
        int next = after.Count - equal.Last;
        for (int index = equal.First; index < Math.Max(old, next); index++)
        {
            Compare(index < old ? before[index] : null, index < next ? after[index] : null, $"{path}/{index}", schema, null);
        }
    }
}
