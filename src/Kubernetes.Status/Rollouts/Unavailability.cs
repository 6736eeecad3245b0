using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Whether an object does its work: a Deployment by its own condition, sets by their minimum of pods, custom resources by being failed.</summary>
internal static class Unavailability
{
    /// <summary>Why the object is unavailable; null where it is available or the kind does not tell.</summary>
    public static string? Of(LiveObject live)
    {
        if (live.IsDeleting)
        {
            return null;
        }

        if (live.Health is { } health)
        {
            return health.State == KstatusState.Failed ? health.Message : null;
        }

        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        return live.Kind.GroupKind switch
        {
            { Group: "apps", Kind: "Deployment" } => live.Condition("Available") is { IsFalse: true }
                ? $"unavailable: {workload.Available} of {workload.Wanted} pods are available"
                : null,
            { Group: "apps", Kind: "StatefulSet" or "DaemonSet" } => BelowMinimum(workload, live.Policy),
            { Group: "batch" } => null,
            _ => live is { State: KstatusState.Failed, IsObserved: true } && live.Condition("Stalled") is { IsTrue: true } stalled ? $"failed: {stalled.Message}" : null,
        };
    }

    /// <summary>True where nothing does the object's work any more once it is gone: workloads, and what the release itself tells the health of. Jobs are tidied away when they are done.</summary>
    /// <param name="tracked">The object.</param>
    /// <param name="isCovered">Whether the release tells the health of its kind.</param>
    public static bool IsMissed(TrackedObject tracked, bool isCovered) => !tracked.IsHook && !tracked.Policy.Ignored && tracked.Kind.GroupKind switch
    {
        { Group: "batch" } => false,
        { Group: "apps", Kind: "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" } or { Group: "", Kind: "ReplicationController" } => true,
        _ => isCovered,
    };

    private static string? BelowMinimum(LiveWorkload workload, WaitPolicy policy)
    {
        // While it rolls, a set may lack what its strategy allows, even all of one; at rest it needs one pod at least.
        long allowed = workload.Wanted - Math.Max(workload.MaxUnavailable, policy.UnreadyAllowed.Of(workload.Wanted));
        bool isRolling = workload is { IsOnDelete: false } && workload.Updated < workload.Wanted - (workload.Partition ?? 0);
        long minimum = Math.Min(workload.Wanted, isRolling ? allowed : Math.Max(1, allowed));
        return workload.Available < minimum ? $"unavailable: {workload.Available} of {workload.Wanted} pods are available" : null;
    }
}
