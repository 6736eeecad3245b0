namespace Steersman.Releases.Patching;

/// <summary>The keys of a strategic merge patch that are orders and no fields.</summary>
internal static class PatchDirectives
{
    public const string Marker = "$patch";
    public const string Delete = "delete";
    public const string Replace = "replace";
    public const string Merge = "merge";
    public const string RetainKeys = "$retainKeys";
    public const string DeleteFromPrimitiveList = "$deleteFromPrimitiveList";
    public const string SetElementOrder = "$setElementOrder";

    /// <summary>True for a map that says what is to be done with it.</summary>
    public static bool IsOn(object? item) => item is Dictionary<string, object?> map && map.ContainsKey(Marker);

    /// <summary>True for a list element that is to be deleted.</summary>
    public static bool IsDeletion(Dictionary<string, object?> map) => map.TryGetValue(Marker, out object? order) && order is Delete;

    /// <summary>The field that a directive such as <c>$setElementOrder/containers</c> is about.</summary>
    /// <exception cref="PatchException">It names none.</exception>
    public static string FieldOf(string key, string prefix)
    {
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && key[..slash] == prefix
            ? key[(slash + 1)..]
            : throw new PatchException(prefix == SetElementOrder ? "invalid patch format of setElementOrder list" : "invalid patch format of primitive list");
    }

    /// <summary>The value without what is an order in it; false where it is one itself.</summary>
    public static bool TryRemove(object? value, out object? rest)
    {
        rest = value;
        switch (value)
        {
            case Dictionary<string, object?> map when map.ContainsKey(Marker):
                rest = null;
                return false;
            case Dictionary<string, object?> map:
                foreach ((string name, object? item) in map.ToArray())
                {
                    if (TryRemove(item, out object? kept))
                    {
                        map[name] = kept;
                    }
                    else
                    {
                        map.Remove(name);
                    }
                }

                return true;
            case List<object?> list:
                List<object?> left = [];
                foreach (object? item in list)
                {
                    if (TryRemove(item, out object? kept))
                    {
                        left.Add(kept);
                    }
                }

                rest = left;
                return true;
            default:
                return true;
        }
    }
}
