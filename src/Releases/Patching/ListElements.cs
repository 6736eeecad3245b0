using System.Text.Json.Nodes;

namespace Steersman.Releases.Patching;

/// <summary>What tells elements of a list apart: the merge key of the list, else their names.</summary>
/// <param name="show">Makes of a key what may be shown of it.</param>
/// <param name="reordered">Takes the path of a list that both have, in another order.</param>
internal sealed class ListElements(Func<string, string> show, Action<string> reordered)
{
    private const string Name = "name";
    private const int MaxShown = 63;

    /// <summary>The field by which each element of both lists is one of a kind; null where there is none.</summary>
    /// <param name="mergeKey">The list's merge key; null where it has none, or nothing is known of it.</param>
    /// <param name="before">The one list.</param>
    /// <param name="after">The other.</param>
    public static string? KeyOf(string? mergeKey, JsonArray before, JsonArray after)
    {
        string key = mergeKey ?? Name;
        return IsUnique(before, key) && IsUnique(after, key) ? key : null;
    }

    /// <summary>The text of an element's key; null where it has none.</summary>
    public static string? TextOf(JsonNode? item, string key) => item is JsonObject fields && fields.TryGetPropertyValue(key, out JsonNode? node) && node is JsonValue value
        ? value.TryGetValue(out string? text) ? text : value.ToJsonString()
        : null;

    /// <summary>How many elements are equal at the beginning, and behind these at the end: what was put in or taken out is between them.</summary>
    public static (int First, int Last) EqualEnds(JsonArray before, JsonArray after)
    {
        int shorter = Math.Min(before.Count, after.Count);
        int first = 0;
        while (first < shorter && JsonNode.DeepEquals(before[first], after[first]))
        {
            first++;
        }

        int last = 0;
        while (last < shorter - first && JsonNode.DeepEquals(before[^(last + 1)], after[^(last + 1)]))
        {
            last++;
        }

        return (first, last);
    }

    public string Show(string key)
    {
        string shown = show(key);
        return shown.Length <= MaxShown ? shown : string.Concat(shown.AsSpan(0, MaxShown - 1), "…");
    }

    public void Reordered(string path) => reordered(path);

    private static bool IsUnique(JsonArray list, string key)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonNode? item in list)
        {
            if (TextOf(item, key) is not { } text || !seen.Add(text))
            {
                return false;
            }
        }

        return true;
    }
}
