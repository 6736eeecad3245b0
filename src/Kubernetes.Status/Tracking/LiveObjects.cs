using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>
/// The live objects and pods of all releases, by shared watches that begin when the first release needs them and end when the last one leaves. Thread-safe; nothing
/// here blocks or polls.
/// </summary>
public sealed class LiveObjects : ILiveFeedHandler<LivePod>, ILiveFeedHandler<LiveObject>, ILiveFeedHandler<LiveEvent>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TrackerIndex _index = new();
    private readonly FeedSet _feeds;
    private readonly FeedPlan _plan;
    private readonly TimeProviderClock _clock;

    /// <param name="feeds">Begins watches.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">Null for the defaults.</param>
    public LiveObjects(ILiveFeeds feeds, TimeProvider time, LiveObjectsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(time);
        _clock = new TimeProviderClock(time);
        _plan = new FeedPlan(options?.PerNamespace ?? false);
        _feeds = new FeedSet(feeds, this, time);
    }

    /// <summary>Raised with the key of a release whose state may have changed; on a thread of a watch, so it only enqueues.</summary>
#pragma warning disable MA0046 // the key is all there is to say; a sender and arguments would be made for each event of each pod
    public event Action<NamespacedName>? OnChange;
#pragma warning restore MA0046

    /// <summary>The time for <see cref="RolloutTracker.Snapshot"/>: the wall clock, but moved by no step of it.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>Which watches the judgement of objects needs, each in the narrowest place: that is what whoever asks must be allowed to see.</summary>
    public static IReadOnlyCollection<FeedKey> FeedsOf(IReadOnlyList<TrackedObject> objects, TrackOptions options)
    {
        ArgumentNullException.ThrowIfNull(objects);
        FeedPlan plan = new(isPerNamespace: true);
        return [.. objects.SelectMany(tracked => plan.Of(tracked, options).Concat(plan.WhileWaiting(tracked, options))).Distinct()];
    }

    /// <summary>Follows a revision of a release in the place of the one before; with the same <see cref="TrackOptions.Id"/> the tracker that is there goes on.</summary>
    public RolloutTracker Track(NamespacedName release, IReadOnlyList<TrackedObject> objects, TrackOptions options)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(options);
        RolloutTracker? before = Find(release);
        if (before is not null && before.Options.Id == options.Id)
        {
            return before;
        }

        RolloutTracker tracker = new(release, [.. objects], options, new StoreView(_feeds, _plan, options), _clock);
        _feeds.Acquire(KeysOf(tracker, tracker.IsWaiting));
        IEnumerable<FeedKey> left = [];
        lock (_gate)
        {
            before = _index.OfRelease(release);
            if (before is not null)
            {
                _index.Remove(before);
                left = KeysOf(before, before.IsWaiting);
            }

            _index.Add(tracker);
            Load(tracker);
        }

        _feeds.Release(left);
        return tracker;
    }

    /// <summary>The tracker of a release; null where none is followed.</summary>
    public RolloutTracker? Find(NamespacedName release)
    {
        lock (_gate)
        {
            return _index.OfRelease(release);
        }
    }

    /// <summary>Follows a release no more.</summary>
    public void Untrack(NamespacedName release)
    {
        RolloutTracker? tracker;
        lock (_gate)
        {
            tracker = _index.OfRelease(release);
            if (tracker is null)
            {
                return;
            }

            _index.Remove(tracker);
        }

        _feeds.Release(KeysOf(tracker, tracker.IsWaiting));
    }

    /// <summary>Nobody waits for the objects of a release any more: what is watched only to explain a wait is left.</summary>
    public void Rest(NamespacedName release)
    {
        RolloutTracker? tracker;
        lock (_gate)
        {
            tracker = _index.OfRelease(release);
            if (tracker is not { IsWaiting: true })
            {
                return;
            }

            tracker.IsWaiting = false;
        }

        _feeds.Release(ExtraKeysOf(tracker));
    }

    public void Dispose() => _feeds.Dispose();

    void ILiveFeedHandler<LivePod>.Saw(LivePod? before, LivePod now)
    {
        RolloutTracker? tracker = TrackerOf(now);
        if (tracker is null || (before is not null && before.ResourceVersion == now.ResourceVersion && now.ResourceVersion != 0))
        {
            return;
        }

        tracker.Saw(now);
        OnChange?.Invoke(tracker.Release);
    }

    void ILiveFeedHandler<LivePod>.Gone(LivePod last)
    {
        if (TrackerOf(last) is { } tracker)
        {
            tracker.Gone(last);
            OnChange?.Invoke(tracker.Release);
        }
    }

    void ILiveFeedHandler<LiveObject>.Saw(LiveObject? before, LiveObject now)
    {
        if (before is not null && before.ResourceVersion == now.ResourceVersion && now.ResourceVersion != 0)
        {
            return;
        }

        RolloutTracker? tracker;
        lock (_gate)
        {
            tracker = TrackerOf(now);
            if (tracker is null)
            {
                return;
            }

            tracker.Saw(now);
            Adopt(tracker, now);
        }

        OnChange?.Invoke(tracker.Release);
    }

    void ILiveFeedHandler<LiveObject>.Gone(LiveObject last)
    {
        RolloutTracker? tracker;
        lock (_gate)
        {
            tracker = TrackerOf(last);
            _index.RemoveUid(last.Uid);
        }

        if (tracker is not null)
        {
            OnChange?.Invoke(tracker.Release);
        }
    }

    void ILiveFeedHandler<LiveEvent>.Saw(LiveEvent? before, LiveEvent now)
    {
        RolloutTracker? tracker;
        lock (_gate)
        {
            tracker = _index.OfUid(now.RegardingUid) ?? _index.OfObject(now.Kind, now.Regarding);
        }

        if (tracker is null && now.Kind == FeedPlan.Pods.GroupKind && _feeds.Pods(_plan.Key(FeedPlan.Pods, now.Regarding.Namespace))?.Get(now.Regarding) is { } pod)
        {
            tracker = TrackerOf(pod);
        }

        if (tracker is not null)
        {
            OnChange?.Invoke(tracker.Release);
        }
    }

    // Events are forgotten after an hour; that says nothing of what they told.
    void ILiveFeedHandler<LiveEvent>.Gone(LiveEvent last)
    {
    }

    void ILiveFeedHandler<LivePod>.SyncChanged() => SyncChanged();

    void ILiveFeedHandler<LiveObject>.SyncChanged() => SyncChanged();

    void ILiveFeedHandler<LiveEvent>.SyncChanged() => SyncChanged();

    private void SyncChanged()
    {
        NamespacedName[] releases;
        lock (_gate)
        {
            releases = [.. _index.All.Select(tracker => tracker.Release)];
        }

        foreach (NamespacedName release in releases)
        {
            OnChange?.Invoke(release);
        }
    }

    IReadOnlyCollection<NamespacedName> ILiveFeedHandler<LivePod>.Wanted(FeedKey key) => Wanted(key);

    IReadOnlyCollection<NamespacedName> ILiveFeedHandler<LiveObject>.Wanted(FeedKey key) => Wanted(key);

    // The names of events are nobody's.
    IReadOnlyCollection<NamespacedName> ILiveFeedHandler<LiveEvent>.Wanted(FeedKey key) => [];

    private IReadOnlyCollection<NamespacedName> Wanted(FeedKey key)
    {
        lock (_gate)
        {
            return [.. _index.All.Where(tracker => tracker.IsWaiting).SelectMany(tracker => tracker.Objects).Where(tracked => _plan.Key(tracked.Kind, tracked.Key.Namespace) == key).Select(tracked => tracked.Key).Distinct()];
        }
    }

    private RolloutTracker? TrackerOf(LivePod pod)
    {
        lock (_gate)
        {
            return _index.OfUid(pod.ControllerUid) ?? (pod.ControllerUid is null ? _index.OfObject(FeedPlan.Pods.GroupKind, pod.Key) : null);
        }
    }

    private RolloutTracker? TrackerOf(LiveObject live) => _index.OfUid(live.ControllerUid) ?? _index.OfObject(live.Kind.GroupKind, live.Key);

    /// <summary>Takes in what watches that ran already have shown.</summary>
    private void Load(RolloutTracker tracker)
    {
        foreach (TrackedObject tracked in tracker.Objects)
        {
            FeedKey key = _plan.Key(tracked.Kind, tracked.Key.Namespace, tracker.Options);
            if (_feeds.Objects(key)?.Get(tracked.Key) is { } live)
            {
                tracker.Saw(live);
                Adopt(tracker, live);
            }
            else if (_feeds.Pods(key)?.Get(tracked.Key) is { } pod)
            {
                tracker.Saw(pod);
            }
        }
    }

    /// <summary>What an object controls, at whatever depth, belongs to its tracker; pods may have been seen before what owns them.</summary>
    private void Adopt(RolloutTracker tracker, LiveObject owner)
    {
        if (owner.Workload is null || owner.Kind == FeedPlan.ControllerRevisions || !_index.AddUid(owner.Uid, tracker))
        {
            return;
        }

        if (owner.Kind.Kind == "Deployment")
        {
            foreach (LiveObject set in _feeds.Objects(_plan.Key(FeedPlan.ReplicaSets, owner.Key.Namespace))?.ControlledBy(owner.Uid) ?? [])
            {
                Adopt(tracker, set);
            }
        }

        foreach (LivePod pod in _feeds.Pods(_plan.Key(FeedPlan.Pods, owner.Key.Namespace))?.ControlledBy(owner.Uid) ?? [])
        {
            tracker.Saw(pod);
        }
    }

    private FeedKey[] KeysOf(RolloutTracker tracker, bool isWaiting)
    {
        IEnumerable<FeedKey> needed = tracker.Objects.SelectMany(tracked => _plan.Of(tracked, tracker.Options)).Distinct();
        return isWaiting ? [.. needed, .. ExtraKeysOf(tracker)] : [.. needed];
    }

    private IEnumerable<FeedKey> ExtraKeysOf(RolloutTracker tracker) => tracker.Objects.SelectMany(tracked => _plan.WhileWaiting(tracked, tracker.Options)).Distinct();
}
