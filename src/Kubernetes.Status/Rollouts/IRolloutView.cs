using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>The live objects that a judgement rests on: those of the watches, or fresh reads.</summary>
internal interface IRolloutView
{
    /// <summary>Everything that this object's judgement needs has been listed.</summary>
    bool HasSynced(TrackedObject tracked);

    /// <summary>Why it has not, where that is an error; null else.</summary>
    string? TroubleOf(TrackedObject tracked);

    /// <summary>The object is shown as it was applied, or has been since: where it is not shown, it is gone. To be asked before the object.</summary>
    bool IsPast(TrackedObject tracked);

    LiveObject? Object(GroupVersionKind kind, NamespacedName key);

    LivePod? Pod(NamespacedName key);

    /// <summary>ReplicaSets or ControllerRevisions that an object controls.</summary>
    IEnumerable<LiveObject> ChildrenOf(LiveObject owner);

    /// <summary>Pods that an object controls directly.</summary>
    IEnumerable<LivePod> PodsOf(LiveObject controller);

    /// <summary>All pods of a namespace have been listed.</summary>
    bool HasSyncedPods(string? ns);

    /// <summary>All pods of a namespace.</summary>
    IEnumerable<LivePod> PodsIn(string? ns);

    /// <summary>The warnings about an object of a namespace; none where they are not watched.</summary>
    IEnumerable<LiveEvent> EventsOf(string? ns, string uid);

    /// <summary>A PersistentVolumeClaim binds when a pod mounts it, and no pod does.</summary>
    bool LacksConsumer(LiveObject claim);

    /// <summary>The kind has a status subresource.</summary>
    bool HasStatusSubresource(GroupVersionKind kind);
}
