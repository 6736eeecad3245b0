using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>pvcConditions of kstatus.</summary>
internal static class PersistentVolumeClaimKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        string phase = Fields.GetString(obj, "status.phase", "unknown");
        return phase == "Bound" ? KstatusResult.Current("PVC is Bound") : KstatusResult.InProgress("NotBound", $"PVC is not Bound. phase: {phase}");
    }
}
