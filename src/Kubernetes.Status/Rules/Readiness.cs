using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>Whether an object of a release is ready: kstatus, and on top of it one file for each kind that differs, with the reason.</summary>
public static class Readiness
{
    /// <summary>Judges an object that is no pod.</summary>
    /// <param name="tracked">The object that is waited for.</param>
    /// <param name="live">What is there of it; null where it is not found.</param>
    /// <param name="context">Time and options.</param>
    public static ReadinessResult Judge(TrackedObject tracked, LiveObject? live, ReadinessContext context)
    {
        ArgumentNullException.ThrowIfNull(tracked);
        ArgumentNullException.ThrowIfNull(context);
        if (live is { Health: { } health, IsDeleting: false })
        {
            return CheckedReadiness.Judge(health);
        }

        if (tracked.IsHook)
        {
            return HookReadiness.Judge(tracked, live);
        }

        if (StaticKinds.AreReady(tracked.Kind.GroupKind, context.WaitForLoadBalancer))
        {
            return ReadinessResult.Ready;
        }

        if (live is null)
        {
            return Missing(tracked);
        }

        if (live.IsDeleting)
        {
            return ReadinessResult.InProgress("Terminating", "is being deleted");
        }

        return tracked.Kind.GroupKind switch
        {
            { Group: "apps", Kind: "Deployment" } => DeploymentReadiness.Judge(live),
            { Group: "apps", Kind: "StatefulSet" } => StatefulSetReadiness.Judge(live),
            { Group: "apps", Kind: "DaemonSet" } => DaemonSetReadiness.Judge(live),
            { Group: "", Kind: "ReplicationController" } => ReplicationControllerReadiness.Judge(live),
            { Group: "batch", Kind: "Job" } => JobReadiness.Judge(live, context),
            { Group: "", Kind: "PersistentVolumeClaim" } => PersistentVolumeClaimReadiness.Judge(live, context),
            { Group: "", Kind: "Service" } or { Kind: "Ingress", Group: "networking.k8s.io" or "extensions" } or { Kind: "Gateway", Group: "gateway.networking.k8s.io" } =>
                AddressReadiness.Judge(live),
            { Group: "", Kind: "Namespace" } => NamespaceReadiness.Judge(live),
            { Group: "apiregistration.k8s.io", Kind: "APIService" } => ApiServiceReadiness.Judge(live),
            { Group: "flagger.app", Kind: "Canary" } => CanaryReadiness.Judge(live, context),
            { Group: "argoproj.io", Kind: "Rollout" } => ArgoRolloutReadiness.Judge(live),
            var kind when StaticKinds.IsBuiltIn(kind.Group) => OfKstatus(live),
            _ => CustomReadiness.Judge(live, context),
        };
    }

    /// <summary>Judges a pod that is itself an object of the release.</summary>
    public static ReadinessResult Judge(TrackedObject tracked, LivePod? pod)
    {
        ArgumentNullException.ThrowIfNull(tracked);
        return tracked.IsHook ? HookReadiness.Judge(pod) : pod is null ? Missing(tracked) : PodReadiness.Judge(pod);
    }

    /// <summary>kstatus' verdict as it is.</summary>
    internal static ReadinessResult OfKstatus(LiveObject live) => live.State switch
    {
        KstatusState.Current => ReadinessResult.Ready,
        KstatusState.Failed => ReadinessResult.Failed(live.Reason, live.Message),
        KstatusState.Unknown => ReadinessResult.InProgress("Unknown", live.Message),
        _ => ReadinessResult.InProgress(live.Reason, live.Message),
    };

    // A Job with a TTL is gone when it is done: Flux #1402, a wait that never ends.
    private static ReadinessResult Missing(TrackedObject tracked) => tracked.HasTtl
        ? ReadinessResult.ReadyWith("Gone", "deleted itself after it was done")
        : new ReadinessResult(ReadinessState.Missing, "NotFound", "not found");

    internal static bool IsPod(GroupVersionKind kind) => kind is { Group: "", Kind: "Pod" };
}
