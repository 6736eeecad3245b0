using System.Text.Json.Nodes;

namespace Steersman.Releases.Patching;

/// <summary>
/// JSON merge patches (RFC 7386), as Helm sends them for kinds that it has no types of: <c>github.com/evanphx/json-patch</c> and
/// <c>k8s.io/apimachinery/pkg/util/jsonmergepatch</c>. Arguments stay as they are.
/// </summary>
public static class JsonMergePatch
{
    /// <summary>The patch that makes the second object of the first one; an empty object where they are equal.</summary>
    public static JsonObject CreateTwoWay(JsonObject original, JsonObject modified) => PatchValues.ToObject(Diff(PatchValues.Map(original), PatchValues.Map(modified)));

    /// <summary>The patch with what the live object lacks or has otherwise, and what was dropped between the two revisions.</summary>
    /// <exception cref="PatchException">apiVersion, kind or name of the live object would change.</exception>
    public static JsonObject CreateThreeWay(JsonObject original, JsonObject modified, JsonObject current)
    {
        Dictionary<string, object?> wanted = PatchValues.Map(modified);
        Dictionary<string, object?> changes = Without(Diff(PatchValues.Map(current), wanted));
        Dictionary<string, object?> patch = Merge(Only(Diff(PatchValues.Map(original), wanted)), changes);
        if (patch.ContainsKey("apiVersion") || patch.ContainsKey("kind") || (patch.GetValueOrDefault("metadata") is Dictionary<string, object?> metadata && metadata.ContainsKey("name")))
        {
            throw new PatchException($"precondition failed for: {PatchValues.Text(patch)}");
        }

        return PatchValues.ToObject(patch);
    }

    /// <summary>The object that the server makes of a live one and a patch.</summary>
    public static JsonObject Apply(JsonObject current, JsonObject patch) => PatchValues.ToObject(Merge(PatchValues.Map(current), PatchValues.Map(patch)));

    private static Dictionary<string, object?> Diff(Dictionary<string, object?> before, Dictionary<string, object?> after)
    {
        Dictionary<string, object?> patch = new(StringComparer.Ordinal);
        foreach ((string name, object? wanted) in after)
        {
            if (before.TryGetValue(name, out object? had) && had is Dictionary<string, object?> old && wanted is Dictionary<string, object?> young)
            {
                if (Diff(old, young) is { Count: > 0 } inner)
                {
                    patch[name] = inner;
                }
            }
            else if (!before.ContainsKey(name) || !IsSame(had, wanted))
            {
                patch[name] = wanted;
            }
        }

        foreach (string name in before.Keys.Where(name => !after.ContainsKey(name)))
        {
            patch[name] = null;
        }

        return patch;
    }

    // Here a number is a number, however it is written.
    private static bool IsSame(object? one, object? other) => (one, other) switch
    {
        (long left, double right) => left == right,
        (double left, long right) => left == right,
        (List<object?> left, List<object?> right) => left.Count == right.Count && left.Zip(right).All(pair => IsSame(pair.First, pair.Second)),
        (Dictionary<string, object?> left, Dictionary<string, object?> right) =>
            left.Count == right.Count && left.All(field => right.TryGetValue(field.Key, out object? value) && IsSame(field.Value, value)),
        _ => Equals(one, other),
    };

    // What a patch adds and changes. An empty map that was added is a value.
    private static Dictionary<string, object?> Without(Dictionary<string, object?> patch)
    {
        Dictionary<string, object?> kept = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in patch)
        {
            if (value is Dictionary<string, object?> { Count: > 0 } map)
            {
                if (Without(map) is { Count: > 0 } inner)
                {
                    kept[name] = inner;
                }
            }
            else if (value is not null)
            {
                kept[name] = value;
            }
        }

        return kept;
    }

    // What a patch deletes.
    private static Dictionary<string, object?> Only(Dictionary<string, object?> patch)
    {
        Dictionary<string, object?> kept = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in patch)
        {
            if (value is null)
            {
                kept[name] = null;
            }
            else if (value is Dictionary<string, object?> map && Only(map) is { Count: > 0 } inner)
            {
                kept[name] = inner;
            }
        }

        return kept;
    }

    private static Dictionary<string, object?> Merge(Dictionary<string, object?> target, Dictionary<string, object?> patch)
    {
        foreach ((string name, object? value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case Dictionary<string, object?> map when target.GetValueOrDefault(name) is Dictionary<string, object?> inner:
                    target[name] = Merge(inner, map);
                    break;
                default:
                    DropNulls(value);
                    target[name] = value;
                    break;
            }
        }

        return target;
    }

    private static void DropNulls(object? value)
    {
        if (value is Dictionary<string, object?> map)
        {
            foreach ((string name, object? item) in map.ToArray())
            {
                if (item is null)
                {
                    map.Remove(name);
                }
                else
                {
                    DropNulls(item);
                }
            }
        }
        else if (value is List<object?> list)
        {
            list.ForEach(DropNulls);
        }
    }
}
