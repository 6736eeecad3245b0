using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>ReplicationControllers: as kstatus has it of ReplicaSets; it has no rule for them, and calls one without any pod Current.</summary>
internal static class ReplicationControllerReadiness
{
    public static ReadinessResult Judge(LiveObject live)
    {
        ReadinessResult result = Readiness.OfKstatus(live);
        LiveWorkload workload = live.Workload ?? new LiveWorkload();
        if (!result.IsReady)
        {
            return result;
        }

        return live.ObservedGeneration is null ? ReadinessResult.InProgress("NotObserved", "its controller has not seen it yet")
            : workload.Wanted > workload.Available ? ReadinessResult.InProgress("LessAvailable", $"Available: {workload.Available}/{workload.Wanted}")
            : workload.Wanted > workload.Ready ? ReadinessResult.InProgress("LessReady", $"Ready: {workload.Ready}/{workload.Wanted}")
            : workload.Existing > workload.Wanted ? ReadinessResult.InProgress("ExtraPods", $"Pending termination: {workload.Existing - workload.Wanted}")
            : ReadinessResult.Ready;
    }
}
