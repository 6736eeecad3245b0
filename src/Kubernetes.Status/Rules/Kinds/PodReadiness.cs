using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Bare pods: kstatus, but a failed one is Failed (kstatus calls it Current) unless it was evicted; and neither a crash loop nor a pod without a node is Failed
/// here: the first is for the causes, with their thresholds, the second may end when a node comes.
/// </summary>
internal static class PodReadiness
{
    public static ReadinessResult Judge(LivePod pod) => pod switch
    {
        { IsDeleting: true } => ReadinessResult.InProgress("Terminating", "is being deleted"),
        { Phase: "Succeeded" } => ReadinessResult.Ready,
        { Phase: "Failed" } when PodScope.IsEvicted(pod) => ReadinessResult.InProgress("Evicted", $"the cluster put the pod away ({pod.Reason ?? "DisruptionTarget"}), and no controller makes another one"),
        { Phase: "Failed" } => ReadinessResult.Failed("PodFailed", pod.Reason is { Length: > 0 } reason ? $"pod failed: {reason}" : "pod failed"),
        { Phase: "Running", IsReady: true } => ReadinessResult.Ready,
        { Phase: "Running" } => ReadinessResult.InProgress("PodRunningNotReady", "Pod is running but is not Ready"),
        { Unschedulable: { } text } => ReadinessResult.InProgress("Unschedulable", text),
        { Phase: "Pending" } => ReadinessResult.InProgress("PodPending", "Pod is in the Pending phase"),
        _ => ReadinessResult.InProgress("PodNotObserved", "Pod phase not available"),
    };
}
