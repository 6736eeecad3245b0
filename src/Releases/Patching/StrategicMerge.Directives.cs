namespace Steersman.Releases.Patching;

/// <content>The directives beside fields: which keys an object keeps, and which order a list has.</content>
internal sealed partial class StrategicMerge
{
    private const string BadOrder = "invalid patch format of setElementOrder list";
    private const string BadRetainKeys = "invalid patch format of retainKeys";

    private void Retain(Dictionary<string, object?> original, Dictionary<string, object?> patch)
    {
        if (!patch.Remove(PatchDirectives.RetainKeys, out object? keys))
        {
            return;
        }

        if (!isFinal)
        {
            if (original.TryAdd(PatchDirectives.RetainKeys, keys) || PatchValues.DeepEquals(original[PatchDirectives.RetainKeys], keys))
            {
                return;
            }

            throw new PatchException($"{PatchValues.Text(original[PatchDirectives.RetainKeys])} and {PatchValues.Text(keys)} are not deep equal: this may happen when calculating the 3-way diff patch");
        }

        if (keys is not List<object?> list)
        {
            throw new PatchException(BadRetainKeys);
        }

        HashSet<string> kept = [.. list.OfType<string>()];
        if (patch.Any(field => field.Value is not null && !IsParallelList(field.Key) && !kept.Contains(field.Key)))
        {
            throw new PatchException(BadRetainKeys);
        }

        foreach (string name in original.Keys.Where(name => !kept.Contains(name)).ToArray())
        {
            original.Remove(name);
        }
    }

    private void SetOrder(Dictionary<string, object?> original, Dictionary<string, object?> patch, string key, PatchSchema schema)
    {
        patch.Remove(key, out object? wanted);
        if (!isFinal && !original.TryAdd(key, wanted) && !PatchValues.DeepEquals(original[key], wanted))
        {
            throw new PatchException(BadOrder);
        }

        List<object?> order = PatchLists.AsList(wanted);
        string name = PatchDirectives.FieldOf(key, PatchDirectives.SetElementOrder);
        List<object?>? had = original.TryGetValue(name, out object? before) ? PatchLists.AsList(before) : null;
        List<object?>? change = patch.TryGetValue(name, out object? after) ? PatchLists.AsList(after) : null;
        PatchSchema element = schema.List(name, out PatchField field);
        Check(change ?? [], order, field.MergeKey);
        if (had is null && change is null)
        {
            return;
        }

        List<object?> merged = (had, change) switch
        {
            ({ } list, null) => list,
            (null, { } list) => PatchDirectives.TryRemove(list, out object? rest) ? (List<object?>)rest! : [],
            _ => field.IsMerged ? Lists(had!, change!, element, field.MergeKey, isDeletion: false) : change!,
        };
        (List<object?> named, List<object?> others) = PatchLists.Part(merged, order, field.MergeKey);

        // Of the server's list what is left of it after the merge: see GoSlice.
        bool areMaps = PatchLists.HoldMaps(had ?? [], change ?? []);
        original[name] = PatchLists.Interleave(named, others, order, had ?? [], field.MergeKey, areMaps);
        patch.Remove(name);
    }

    // What the patch changes must be named by the order, and in that order.
    private static void Check(List<object?> change, List<object?> order, string? key)
    {
        if (order.Count == 0 || change.Count == 0)
        {
            return;
        }

        List<object?> kept = key is null ? change : [.. change.Where(item => !PatchDirectives.IsDeletion(PatchLists.AsMap(item)))];
        int at = 0, place = 0;
        while (at < kept.Count && place < order.Count)
        {
            if (PatchDirectives.IsOn(kept[at]))
            {
                at++;
                continue;
            }

            bool isSame = key is null ? Equals(kept[at], order[place]) : Equals(PatchLists.KeyOf(kept[at], key), PatchLists.KeyOf(order[place], key));
            at += isSame ? 1 : 0;
            place++;
        }

        if (at < kept.Count && place >= order.Count)
        {
            throw new PatchException($"The order in patch list:\n{PatchValues.Text(change)}\n doesn't match {PatchDirectives.SetElementOrder} list:\n{PatchValues.Text(order)}\n");
        }
    }

    private static bool IsParallelList(string key) =>
        key.StartsWith(PatchDirectives.DeleteFromPrimitiveList, StringComparison.Ordinal) || key.StartsWith(PatchDirectives.SetElementOrder, StringComparison.Ordinal);
}
