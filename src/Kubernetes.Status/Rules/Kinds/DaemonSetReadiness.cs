using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// DaemonSets: kstatus, but OnDelete is ready: kstatus would wait until somebody deletes each pod by hand. And where its own annotation allows some pods not to be ready, it is ready
/// without them: with many nodes one is always going away or not ready.
/// </summary>
internal static class DaemonSetReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        ReadinessResult result = Readiness.OfKstatus(live);
        if (live.Workload is not { } workload || live.ObservedGeneration != live.Generation)
        {
            return result;
        }

        if (!workload.IsOnDelete)
        {
            return result.IsReady ? result : WithoutSome(workload, live.Policy.UnreadyAllowed.Of(workload.Wanted)) ?? result;
        }

        long old = workload.Wanted - workload.Updated;
        return old > 0 ? ReadinessResult.ReadyWith("OnDelete", $"{old} pods not updated: update strategy OnDelete") : ReadinessResult.Ready;
    }

    private static ReadinessResult? WithoutSome(LiveWorkload workload, long allowed)
    {
        long unready = workload.Wanted - Math.Min(Math.Min(workload.Existing, workload.Updated), Math.Min(workload.Available, workload.Ready));
        return allowed > 0 && unready <= allowed
            ? ReadinessResult.ReadyWith("UnreadyAllowed", $"{unready} of {workload.Wanted} pods not updated or not ready, which its annotation allows")
            : null;
    }
}
