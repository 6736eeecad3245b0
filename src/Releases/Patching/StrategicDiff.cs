namespace Steersman.Releases.Patching;

/// <summary>The difference of two objects as a strategic merge patch: <c>diffMaps</c> of <c>strategicpatch/patch.go</c>.</summary>
/// <param name="additions">Whether the patch holds what was added and changed.</param>
/// <param name="deletions">Whether the patch holds what was deleted.</param>
internal sealed class StrategicDiff(bool additions, bool deletions)
{
    /// <summary>The patch that makes the second object of the first one; what it takes from the second is shared with it.</summary>
    /// <exception cref="PatchException">A merged list has elements of different types, or one without its merge key.</exception>
    public Dictionary<string, object?> Maps(Dictionary<string, object?> original, Dictionary<string, object?> modified, PatchSchema schema, bool retainsKeys = false)
    {
        Dictionary<string, object?> patch = new(StringComparer.Ordinal);
        foreach ((string name, object? wanted) in modified)
        {
            if (!original.TryGetValue(name, out object? had))
            {
                AddTo(patch, name, wanted);
            }
            else if (name == PatchDirectives.Marker)
            {
                Directive(patch, had, wanted);
            }
            else
            {
                Field(patch, name, had, wanted, schema);
            }
        }

        if (deletions)
        {
            foreach (string name in original.Keys.Where(name => !modified.ContainsKey(name)))
            {
                patch[name] = null;
            }
        }

        if (retainsKeys)
        {
            Retain(patch, original, modified);
        }

        return patch;
    }

    private void Field(Dictionary<string, object?> patch, string name, object? had, object? wanted, PatchSchema schema)
    {
        switch (had, wanted)
        {
            case (Dictionary<string, object?> before, Dictionary<string, object?> after):
                MapField(patch, name, before, after, schema);
                break;
            case (List<object?> before, List<object?> after):
                ListField(patch, name, before, after, schema);
                break;
            default:
                if (!Equals(had, wanted))
                {
                    AddTo(patch, name, wanted);
                }

                break;
        }
    }

    private void MapField(Dictionary<string, object?> patch, string name, Dictionary<string, object?> had, Dictionary<string, object?> wanted, PatchSchema schema)
    {
        PatchSchema inner;
        PatchField field;
        try
        {
            inner = schema.Struct(name, out field);
        }
        catch (PatchException) when (PatchValues.DeepEquals(had, wanted))
        {
            return;
        }

        if (field.IsReplaced)
        {
            AddTo(patch, name, wanted);
        }
        else if (Maps(had, wanted, inner, field.RetainsKeys) is { Count: > 0 } difference)
        {
            patch[name] = difference;
        }
    }

    private void ListField(Dictionary<string, object?> patch, string name, List<object?> had, List<object?> wanted, PatchSchema schema)
    {
        PatchSchema element;
        PatchField field;
        try
        {
            element = schema.List(name, out field);
        }
        catch (PatchException) when (PatchValues.DeepEquals(had, wanted))
        {
            return;
        }

        if (!field.IsMerged)
        {
            if (!PatchValues.DeepEquals(had, wanted))
            {
                AddTo(patch, name, wanted);
            }

            return;
        }

        (List<object?> added, List<object?> deleted, List<object?> order) = Lists(had, wanted, element, field);
        Put(patch, name, added);
        Put(patch, $"{PatchDirectives.DeleteFromPrimitiveList}/{name}", deleted);
        Put(patch, $"{PatchDirectives.SetElementOrder}/{name}", order);
    }

    private (List<object?> Added, List<object?> Deleted, List<object?> Order) Lists(List<object?> had, List<object?> wanted, PatchSchema element, PatchField field)
    {
        if (had.Count == 0)
        {
            return (additions ? wanted : [], [], []);
        }

        return PatchLists.HoldMaps(had, wanted) ? MapLists(had, wanted, element, field) : ScalarLists(had, wanted);
    }

    private (List<object?> Added, List<object?> Deleted, List<object?> Order) MapLists(List<object?> had, List<object?> wanted, PatchSchema element, PatchField field)
    {
        string key = field.MergeKey ?? "";
        List<object?> changed = [], deleted = [];
        Pair(PatchLists.SortedBy(had, key), PatchLists.SortedBy(wanted, key), item => PatchLists.KeyOf(item, key), (before, after) =>
        {
            if (before is null && additions)
            {
                changed.Add(after);
            }
            else if (after is null && deletions)
            {
                deleted.Add(new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = PatchLists.KeyOf(before, key), [PatchDirectives.Marker] = PatchDirectives.Delete });
            }
            else if (before is not null && after is not null
                && Maps(PatchLists.AsMap(before), PatchLists.AsMap(after), element, field.RetainsKeys) is { Count: > 0 } difference)
            {
                difference[key] = PatchLists.KeyOf(after, key);
                changed.Add(difference);
            }
        });
        List<object?> patch = [.. PatchLists.Order(changed, wanted, key, areMaps: true), .. deleted];
        bool isOrdered = had.Count == wanted.Count && had.Zip(wanted).All(pair => Equals(PatchLists.KeyOf(pair.First, key), PatchLists.KeyOf(pair.Second, key)));
        bool needsOrder = (additions && (patch.Count > 0 || !isOrdered)) || (deletions && patch.Count > 0);
        return (patch, [], needsOrder ? [.. wanted.Select(item => new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = PatchLists.KeyOf(item, key) })] : []);
    }

    private (List<object?> Added, List<object?> Deleted, List<object?> Order) ScalarLists(List<object?> had, List<object?> wanted)
    {
        List<object?> added = [], deleted = [];
        List<object?> sorted = PatchLists.Sorted(had);
        Pair(sorted, PatchLists.Sorted(wanted), item => item, (before, after) =>
        {
            if (before is null && additions)
            {
                added.Add(after);
            }
            else if (after is null && deletions)
            {
                deleted.Add(before);
            }
        });
        GoSlice distinct = new(deleted);
        distinct.Distinct();
        deleted = distinct.Items;

        // Kubernetes' library has sorted the first list in place by now, and compares that.
        bool needsOrder = (deletions && deleted.Count > 0) || (additions && !PatchValues.DeepEquals(sorted, wanted));
        return (PatchLists.Order(added, wanted, null, areMaps: false), deleted, needsOrder ? wanted : []);
    }

    // Walks through two sorted lists; an element that one list lacks comes with null.
    private static void Pair(List<object?> before, List<object?> after, Func<object?, object?> keyOf, Action<object?, object?> take)
    {
        int left = 0, right = 0;
        while (left < before.Count || right < after.Count)
        {
            string? one = left < before.Count ? PatchValues.Text(keyOf(before[left])) : null;
            string? other = right < after.Count ? PatchValues.Text(keyOf(after[right])) : null;
            int order = one is null ? 1 : other is null ? -1 : PatchValues.Compare(one, other);
            take(order <= 0 ? before[left++] : null, order >= 0 ? after[right++] : null);
        }
    }

    private static void Retain(Dictionary<string, object?> patch, Dictionary<string, object?> original, Dictionary<string, object?> modified)
    {
        List<object?> kept = [.. modified.Where(field => field.Value is not null).Select(field => field.Key)];
        if (kept.Count > 0 && (patch.Count > 0 || original.Any(field => field.Value is not null && !modified.ContainsKey(field.Key))))
        {
            patch[PatchDirectives.RetainKeys] = PatchLists.Sorted(kept);
        }
    }

    private static void Directive(Dictionary<string, object?> patch, object? had, object? wanted)
    {
        if (had is not string before || wanted is not string after)
        {
            throw new PatchException($"invalid value for special key: {PatchDirectives.Marker}");
        }

        if (before != after)
        {
            patch[PatchDirectives.Marker] = after;
        }
    }

    private void AddTo(Dictionary<string, object?> patch, string name, object? value)
    {
        if (additions)
        {
            patch[name] = value;
        }
    }

    private static void Put(Dictionary<string, object?> patch, string name, List<object?> list)
    {
        if (list.Count > 0)
        {
            patch[name] = list;
        }
    }
}
