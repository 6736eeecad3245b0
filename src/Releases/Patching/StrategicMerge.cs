namespace Steersman.Releases.Patching;

/// <summary>Merges a strategic merge patch into an object or into another patch: <c>mergeMap</c> of <c>strategicpatch/patch.go</c>. Both are used up.</summary>
/// <param name="isFinal">True applies the patch to an object, as the server does; false joins two patches, and keeps nulls and orders in the result.</param>
internal sealed partial class StrategicMerge(bool isFinal)
{
    /// <summary>The first object with the patch in it.</summary>
    /// <exception cref="PatchException">The patch is malformed.</exception>
    public Dictionary<string, object?> Maps(Dictionary<string, object?> original, Dictionary<string, object?> patch, PatchSchema schema)
    {
        if (patch.TryGetValue(PatchDirectives.Marker, out object? order))
        {
            return Ordered(order, patch);
        }

        Retain(original, patch);
        foreach (string key in patch.Keys.Where(key => key.StartsWith(PatchDirectives.SetElementOrder, StringComparison.Ordinal)).ToArray())
        {
            SetOrder(original, patch, key, schema);
        }

        foreach ((string key, object? value) in patch)
        {
            if (!key.StartsWith(PatchDirectives.DeleteFromPrimitiveList, StringComparison.Ordinal))
            {
                Field(original, key, value, schema, isDeletion: false);
            }
            else if (isFinal)
            {
                Field(original, PatchDirectives.FieldOf(key, PatchDirectives.DeleteFromPrimitiveList), value, schema, isDeletion: true);
            }
            else
            {
                original[key] = value;
            }
        }

        return original;
    }

    private void Field(Dictionary<string, object?> original, string name, object? value, PatchSchema schema, bool isDeletion)
    {
        if (value is null)
        {
            original.Remove(name);
            if (isFinal)
            {
                return;
            }
        }

        if (!original.TryGetValue(name, out object? had) || !PatchValues.HasSameType(had, value))
        {
            if (!isDeletion)
            {
                Set(original, name, value);
            }

            return;
        }

        switch (had, value)
        {
            case (Dictionary<string, object?> before, Dictionary<string, object?> after):
                PatchSchema inner = schema.Struct(name, out PatchField map);
                original[name] = map.IsReplaced ? after : Maps(before, after, inner);
                break;
            case (List<object?> before, List<object?> after):
                PatchSchema element = schema.List(name, out PatchField list);
                original[name] = list.IsMerged || isDeletion ? Lists(before, after, element, list.MergeKey, isDeletion) : after;
                break;
            default:
                original[name] = value;
                break;
        }
    }

    private void Set(Dictionary<string, object?> original, string name, object? value)
    {
        if (isFinal)
        {
            DropNulls(value);
        }

        if (PatchDirectives.TryRemove(value, out object? rest))
        {
            original[name] = rest;
        }
        else
        {
            original.Remove(name);
        }
    }

    private List<object?> Lists(List<object?> original, List<object?> patch, PatchSchema element, string? key, bool isDeletion)
    {
        if (original.Count == 0 && patch.Count == 0)
        {
            return original;
        }

        bool areMaps = PatchLists.HoldMaps(original, patch);
        if (!areMaps && isFinal && isDeletion)
        {
            return [.. original.Where(item => !patch.Contains(item))];
        }

        if (areMaps && key is null)
        {
            throw new PatchException($"cannot merge lists without merge key for {element.Form}");
        }

        GoSlice merged = new(original);
        if (areMaps)
        {
            (original, patch, merged) = Directives(patch, key!, merged);
            Elements(merged, patch, key!, element);
        }
        else
        {
            merged.Add([.. patch]);
            merged.Distinct();
        }

        (List<object?> named, List<object?> others) = PatchLists.Part(merged.Items, patch, key);
        return PatchLists.Interleave(named, others, patch, original, key, areMaps);
    }

    // Takes the elements that are orders off the patch, and does what they say.
    private static (List<object?> Original, List<object?> Patch, GoSlice Merged) Directives(List<object?> patch, string key, GoSlice merged)
    {
        List<object?> rest = [];
        bool isReplaced = false;
        foreach (Dictionary<string, object?> item in patch.Cast<Dictionary<string, object?>>())
        {
            if (!item.TryGetValue(PatchDirectives.Marker, out object? order))
            {
                rest.Add(item);
                continue;
            }

            switch (order)
            {
                case PatchDirectives.Delete:
                    object? value = PatchLists.KeyOf(item, key);
                    while (PatchLists.Index(merged.Items, key).TryGetValue(new(value), out int at))
                    {
                        merged.RemoveAt(at);
                    }

                    break;
                case PatchDirectives.Replace:
                    isReplaced = true;
                    break;
                case PatchDirectives.Merge:
                    throw new PatchException("merging lists cannot yet be specified in the patch");
                default:
                    throw UnknownType(order, item);
            }
        }

        return isReplaced ? (rest, [], new GoSlice(rest)) : ([.. merged.Items], rest, merged);
    }

    private void Elements(GoSlice merged, List<object?> patch, string key, PatchSchema element)
    {
        Dictionary<PatchKey, int> places = PatchLists.Index(merged.Items, key);
        foreach (object? item in patch)
        {
            PatchKey wanted = new(PatchLists.KeyOf(item, key));
            if (places.TryGetValue(wanted, out int at))
            {
                merged.Set(at, Maps(PatchLists.AsMap(merged.Items[at]), PatchLists.AsMap(item), element));
            }
            else
            {
                places.Add(wanted, merged.Items.Count);
                merged.Add(item);
            }
        }
    }

    private static Dictionary<string, object?> Ordered(object? order, Dictionary<string, object?> patch)
    {
        switch (order)
        {
            case PatchDirectives.Replace:
                patch.Remove(PatchDirectives.Marker);
                return patch;
            case PatchDirectives.Delete:
                return new Dictionary<string, object?>(StringComparer.Ordinal);
            default:
                throw UnknownType(order, patch);
        }
    }

    private static PatchException UnknownType(object? order, Dictionary<string, object?> map) => new($"unknown patch type: {PatchValues.Text(order)} in map: {PatchValues.Text(map)}");

    private static void DropNulls(object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> map:
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

                break;
            case List<object?> list:
                list.ForEach(DropNulls);
                break;
        }
    }
}
