namespace Steersman.Releases.Applying;

/// <summary>What one revision changes against another, by the rendered objects alone.</summary>
/// <param name="Added">Objects that the older revision does not have.</param>
/// <param name="Changed">Objects that differ.</param>
/// <param name="Removed">Objects that the newer revision no longer has.</param>
public sealed record ChangedObjects(IReadOnlyList<ReleaseObject> Added, IReadOnlyList<ReleaseObject> Changed, IReadOnlyList<ReleaseObject> Removed)
{
    /// <summary>Compares two revisions; an object is the same by group, kind, namespace and name.</summary>
    public static ChangedObjects Between(IReadOnlyList<ReleaseObject> before, IReadOnlyList<ReleaseObject> after)
    {
        Dictionary<ObjectKey, ReleaseObject> known = [];
        foreach (ReleaseObject item in before)
        {
            known[item.Key] = item;
        }

        List<ReleaseObject> added = [];
        List<ReleaseObject> changed = [];
        foreach (ReleaseObject item in after)
        {
            if (!known.Remove(item.Key, out ReleaseObject? old))
            {
                added.Add(item);
            }
            else if (!old.HasSameContent(item))
            {
                changed.Add(item);
            }
        }

        return new ChangedObjects(added, changed, [.. before.Where(item => known.ContainsKey(item.Key))]);
    }
}
