namespace Steersman.Releases.Applying;

/// <summary>One object to apply.</summary>
/// <param name="Object">As it is to be.</param>
/// <param name="Before">As the revision before has it; null where that does not have it.</param>
public sealed record ApplyTask(ReleaseObject Object, ReleaseObject? Before)
{
    /// <summary>Pairs objects with those of the revision before.</summary>
    public static IReadOnlyList<ApplyTask> Pair(IEnumerable<ReleaseObject> wanted, IReadOnlyList<ReleaseObject> before)
    {
        Dictionary<ObjectKey, ReleaseObject> known = [];
        foreach (ReleaseObject item in before)
        {
            known.TryAdd(item.Key, item);
        }

        return [.. wanted.Select(item => new ApplyTask(item, known.GetValueOrDefault(item.Key)))];
    }
}
