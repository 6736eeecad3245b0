using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Which pods of the present revision speak for it at all.</summary>
internal static class PodScope
{
    /// <summary>False for pods that are going away (P1) or that were put away by the cluster and are replaced by their controller (P5).</summary>
    public static bool Counts(LivePod pod) => !pod.IsDeleting && !IsEvicted(pod);

    public static bool IsEvicted(LivePod pod) => pod.IsDisrupted
        || (pod.Phase == "Failed"
            && pod.Reason is "Evicted" or "NodeLost" or "NodeShutdown" or "Terminated" or "Preempting" or "OutOfcpu" or "OutOfmemory" or "OutOfpods"
                or "UnexpectedAdmissionError");
}
