using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>PersistentVolumeClaims: kstatus, but a lost one is failed, and one that binds only when a pod mounts it, while none does, is ready: it would hang for ever.</summary>
internal static class PersistentVolumeClaimReadiness
{
    public static ReadinessResult Judge(LiveObject live, ReadinessContext context) => live.Phase switch
    {
        "Lost" => ReadinessResult.Failed("PVCLost", "the volume of the claim is lost"),
        "Pending" when context.LacksConsumer => ReadinessResult.ReadyWith("WaitForFirstConsumer", "binds when a pod mounts it; none does"),
        _ => Readiness.OfKstatus(live),
    };
}
