using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>DaemonSets: kstatus, but OnDelete is ready: kstatus would wait until somebody deletes each pod by hand.</summary>
internal static class DaemonSetReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        if (live.Workload is not { IsOnDelete: true } workload || live.ObservedGeneration != live.Generation)
        {
            return Readiness.OfKstatus(live);
        }

        long old = workload.Wanted - workload.Updated;
        return old > 0 ? ReadinessResult.ReadyWith("OnDelete", $"{old} pods not updated: update strategy OnDelete") : ReadinessResult.Ready;
    }
}
