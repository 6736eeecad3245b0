using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Which tracker an object, or the uid of what owns pods, belongs to.</summary>
/// <remarks>Not thread-safe: its owner holds the lock. An object that two releases list (a hand-over) belongs to the later one.</remarks>
internal sealed class TrackerIndex
{
    private readonly Dictionary<(GroupKind, NamespacedName), RolloutTracker> _byObject = [];
    private readonly Dictionary<string, RolloutTracker> _byUid = new(StringComparer.Ordinal);
    private readonly Dictionary<NamespacedName, RolloutTracker> _byRelease = [];

    public IEnumerable<RolloutTracker> All => _byRelease.Values;

    public RolloutTracker? OfRelease(NamespacedName release) => _byRelease.GetValueOrDefault(release);

    public RolloutTracker? OfObject(GroupKind kind, NamespacedName key) => _byObject.GetValueOrDefault((kind, key));

    public RolloutTracker? OfUid(string? uid) => uid is null ? null : _byUid.GetValueOrDefault(uid);

    public void Add(RolloutTracker tracker)
    {
        _byRelease[tracker.Release] = tracker;
        foreach (TrackedObject tracked in tracker.Objects)
        {
            _byObject[(tracked.Kind.GroupKind, tracked.Key)] = tracker;
        }
    }

    public void Remove(RolloutTracker tracker)
    {
        RemoveIf(_byRelease, tracker.Release, tracker);
        foreach (TrackedObject tracked in tracker.Objects)
        {
            RemoveIf(_byObject, (tracked.Kind.GroupKind, tracked.Key), tracker);
        }

        foreach (string uid in tracker.Uids)
        {
            RemoveIf(_byUid, uid, tracker);
        }
    }

    /// <summary>Pods and ReplicaSets that this uid controls belong to the tracker from now on; false where they did already.</summary>
    public bool AddUid(string uid, RolloutTracker tracker)
    {
        if (OfUid(uid) == tracker)
        {
            return false;
        }

        _byUid[uid] = tracker;
        tracker.Uids.Add(uid);
        return true;
    }

    public void RemoveUid(string uid)
    {
        if (_byUid.Remove(uid, out RolloutTracker? tracker))
        {
            tracker.Uids.Remove(uid);
        }
    }

    private static void RemoveIf<TKey>(Dictionary<TKey, RolloutTracker> map, TKey key, RolloutTracker tracker)
        where TKey : notnull
    {
        if (map.TryGetValue(key, out RolloutTracker? owner) && owner == tracker)
        {
            map.Remove(key);
        }
    }
}
