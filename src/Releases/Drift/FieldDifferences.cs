using System.Text.Json.Nodes;

namespace Steersman.Releases.Drift;

/// <summary>Finds the fields in which two objects differ. Elements of lists are compared by their place.</summary>
/// <param name="isAbsent">Whether a value counts as one that is not there.</param>
/// <param name="differs">Takes each difference: its path as a JSON pointer, and the values; the deepest that both have.</param>
internal sealed class FieldDifferences(Func<JsonNode?, bool> isAbsent, Action<string, JsonNode?, JsonNode?> differs)
{
    /// <summary>Compares two objects.</summary>
    public void Compare(JsonObject before, JsonObject after) => Compare(before, after, "");

    private void Compare(JsonNode? before, JsonNode? after, string path)
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
                Compare(old.TryGetPropertyValue(name, out JsonNode? one) ? one : null, next.TryGetPropertyValue(name, out JsonNode? other) ? other : null, $"{path}/{JsonPointer.Escape(name)}");
            }
        }
        else if (before is JsonArray oldItems && after is JsonArray nextItems)
        {
            for (int index = 0; index < Math.Max(oldItems.Count, nextItems.Count); index++)
            {
                Compare(index < oldItems.Count ? oldItems[index] : null, index < nextItems.Count ? nextItems[index] : null, $"{path}/{index}");
            }
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            differs(path, before, after);
        }
    }
}
