using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>The live objects as the watches show them.</summary>
internal sealed class StoreView(FeedSet feeds, FeedPlan plan, TrackOptions options) : IRolloutView
{
    public bool HasSynced(TrackedObject tracked) => plan.Of(tracked, options).All(feeds.HasSynced);

    public string? TroubleOf(TrackedObject tracked) => plan.Of(tracked, options).Where(key => !FeedPlan.IsOptional(key)).Select(feeds.TroubleOf).FirstOrDefault(trouble => trouble is not null);

    public bool IsPast(TrackedObject tracked) =>
        Metadata.ParseVersion(tracked.AppliedVersion) is var applied && (applied == 0 || feeds.Objects(plan.Key(tracked.Kind, tracked.Key.Namespace, options))?.LastVersion >= applied);

    public LiveObject? Object(GroupVersionKind kind, NamespacedName key) =>
        feeds.Objects(plan.Key(kind, key.Namespace, options))?.Get(key) is { } live ? CheckedObjects.With(live, options) : null;

    public LivePod? Pod(NamespacedName key) => feeds.Pods(plan.Key(FeedPlan.Pods, key.Namespace))?.Get(key);

    public IEnumerable<LiveObject> ChildrenOf(LiveObject owner)
    {
        GroupVersionKind kind = owner.Kind.Kind == "DaemonSet" ? FeedPlan.ControllerRevisions : FeedPlan.ReplicaSets;
        return feeds.Objects(plan.Key(kind, owner.Key.Namespace))?.ControlledBy(owner.Uid) ?? [];
    }

    public IEnumerable<LivePod> PodsOf(LiveObject controller) =>
        feeds.Pods(plan.Key(FeedPlan.Pods, controller.Key.Namespace))?.ControlledBy(controller.Uid) ?? [];

    public bool HasSyncedPods(string? ns) => feeds.HasSynced(plan.Key(FeedPlan.Pods, ns));

    public IEnumerable<LivePod> PodsIn(string? ns) => feeds.Pods(plan.Key(FeedPlan.Pods, ns))?.InNamespace(ns) ?? [];

    public IEnumerable<LiveEvent> EventsOf(string? ns, string uid) => feeds.Events(plan.Key(FeedPlan.Events, ns))?.ControlledBy(uid) ?? [];

    public bool LacksConsumer(LiveObject claim)
    {
        if (claim.Detail?.StorageClass is not { Length: > 0 } name
            || feeds.Objects(new FeedKey(FeedPlan.StorageClasses, null))?.Get(new NamespacedName(null, name)) is not { Detail.WaitsForConsumer: true })
        {
            return false;
        }

        IEnumerable<LivePod> pods = feeds.Pods(plan.Key(FeedPlan.Pods, claim.Key.Namespace))?.InNamespace(claim.Key.Namespace) ?? [];
        return !pods.Any(pod => pod.Claims.Contains(claim.Key.Name, StringComparer.Ordinal));
    }

    public bool HasStatusSubresource(GroupVersionKind kind) => feeds.HasStatusSubresource(kind);
}
