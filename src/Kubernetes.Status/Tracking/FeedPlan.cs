using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Which watches an object's judgement needs.</summary>
/// <param name="isPerNamespace">Watches are of one namespace each, for an operator that may not see the whole cluster.</param>
internal sealed class FeedPlan(bool isPerNamespace)
{
    internal static readonly GroupVersionKind Pods = new("", "v1", "Pod");
    internal static readonly GroupVersionKind ReplicaSets = new("apps", "v1", "ReplicaSet");
    internal static readonly GroupVersionKind ControllerRevisions = new("apps", "v1", "ControllerRevision");
    internal static readonly GroupVersionKind StorageClasses = new("storage.k8s.io", "v1", "StorageClass");

    internal static readonly GroupVersionKind Events = new("", "v1", "Event");

    private static readonly GroupVersionKind[] PodsAlone = [Pods];
    private static readonly GroupVersionKind[] BelowDeployment = [ReplicaSets, Pods];
    private static readonly GroupVersionKind[] BelowDaemonSet = [ControllerRevisions, Pods];
    private static readonly GroupVersionKind[] BelowClaim = [StorageClasses, Pods];

    /// <summary>The watches without which an object is not judged; none for what is ready without a look.</summary>
    public IEnumerable<FeedKey> Of(TrackedObject tracked, TrackOptions options)
    {
        if (!tracked.Selector.IsEmpty)
        {
            yield return Key(Pods, tracked.Key.Namespace);
        }

        if (NeedsNothing(tracked, options))
        {
            yield break;
        }

        yield return Key(tracked.Kind, tracked.Key.Namespace, options);
        foreach (GroupVersionKind kind in Below(tracked.Kind.GroupKind))
        {
            yield return kind == StorageClasses ? new FeedKey(kind, null) : Key(kind, tracked.Key.Namespace);
        }
    }

    /// <summary>The watches that tell more of why an object is not ready, while somebody waits for it.</summary>
    public IEnumerable<FeedKey> WhileWaiting(TrackedObject tracked, TrackOptions options)
    {
        if (!NeedsNothing(tracked, options) && (Below(tracked.Kind.GroupKind).Length > 0 || tracked.Kind == Pods))
        {
            yield return Key(Events, tracked.Key.Namespace);
        }
    }

    public FeedKey Key(GroupVersionKind kind, string? ns) => new(kind, isPerNamespace ? ns : null);

    /// <summary>The watch of an object that is waited for itself.</summary>
    public FeedKey Key(GroupVersionKind kind, string? ns, TrackOptions options) => Key(kind, ns) with { IsWhole = options.Covers(kind), Labels = options.Covers(kind) ? options.CheckedLabels : null };

    /// <summary>The watch keeps of pods what is known of pods; whole ones are objects like others.</summary>
    public static bool AreLivePods(FeedKey key) => key.Kind == Pods && !key.IsWhole;

    /// <summary>What is merely helpful: without the right to see it the object is judged all the same.</summary>
    public static bool IsOptional(FeedKey key) => key.Kind == StorageClasses || key.Kind == ControllerRevisions;

    private static bool NeedsNothing(TrackedObject tracked, TrackOptions options) => !options.Covers(tracked.Kind) && (tracked.IsHook
        ? tracked.Kind.GroupKind is not ({ Group: "batch", Kind: "Job" } or { Group: "", Kind: "Pod" })
        : StaticKinds.AreReady(tracked.Kind.GroupKind, options.WaitForLoadBalancer));

    private static GroupVersionKind[] Below(GroupKind kind) => kind switch
    {
        { Group: "apps", Kind: "Deployment" } => BelowDeployment,
        { Group: "apps", Kind: "DaemonSet" } => BelowDaemonSet,
        { Group: "apps", Kind: "StatefulSet" or "ReplicaSet" } or { Group: "", Kind: "ReplicationController" } or { Group: "batch", Kind: "Job" } => PodsAlone,
        { Group: "", Kind: "PersistentVolumeClaim" } => BelowClaim,
        _ => [],
    };
}
