using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>Whether pods that fail hold the rollout of their workload up for good, so that waiting on is of no use.</summary>
internal static class WorkloadVerdict
{
    /// <param name="live">The workload.</param>
    /// <param name="pods">Its pods of the present revision that count.</param>
    /// <param name="failing">How many of them have a cause whose threshold is passed.</param>
    public static bool CannotProgress(LiveObject live, IReadOnlyCollection<LivePod> pods, int failing)
    {
        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        if (failing == 0)
        {
            return false;
        }

        bool noneReady = !pods.Any(pod => pod.IsReady);
        return live.Kind.Kind switch
        {
            // One node may be broken by itself: a single failing pod of many says nothing of the revision. Where it is the only one so far, no other follows before it is ready.
            "DaemonSet" => noneReady ? failing >= 2 || failing == pods.Count : failing >= 2 && failing > workload.MaxUnavailable,
            "Deployment" => noneReady || failing > workload.MaxUnavailable,
            "StatefulSet" => noneReady || workload.IsOrdered || failing > workload.MaxUnavailable,
            _ => noneReady,
        };
    }

    /// <summary>The same of pods that cannot even be created. That says nothing of single nodes.</summary>
    /// <param name="live">The workload.</param>
    /// <param name="pods">Its pods of the present revision that count.</param>
    /// <param name="missing">How many it lacks.</param>
    public static bool CannotCreate(LiveObject live, IReadOnlyCollection<LivePod> pods, long missing)
    {
        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        bool noneReady = !pods.Any(pod => pod.IsReady);
        return live.Kind.Kind switch
        {
            "Deployment" or "DaemonSet" => noneReady || missing > workload.MaxUnavailable,
            "StatefulSet" => noneReady || workload.IsOrdered || missing > workload.MaxUnavailable,
            _ => noneReady,
        };
    }
}
