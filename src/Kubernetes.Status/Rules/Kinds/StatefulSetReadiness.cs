using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>StatefulSets: kstatus, but OnDelete says which pods are not updated, and a partition counts only once the controller has named the new revision.</summary>
internal static class StatefulSetReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        ReadinessResult result = Readiness.OfKstatus(live);
        if (!result.IsReady)
        {
            return result;
        }

        if (workload.IsOnDelete)
        {
            long old = workload.Wanted - workload.Updated;
            return old > 0 ? ReadinessResult.ReadyWith("OnDelete", $"{old} pods not updated: update strategy OnDelete") : ReadinessResult.Ready;
        }

        // kstatus looks at updatedReplicas alone, which is that of the old revision before the controller has seen the new one.
        return workload is { Partition: not null, Wanted: > 0, Revision: null or "" } || live.ObservedGeneration is null
            ? ReadinessResult.InProgress("RevisionNotObserved", "Waiting for the update revision to be observed")
            : ReadinessResult.Ready;
    }
}
