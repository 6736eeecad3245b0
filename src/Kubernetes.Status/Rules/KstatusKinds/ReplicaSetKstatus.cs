using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>replicasetConditions of kstatus.</summary>
internal static class ReplicaSetKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            if (condition is { Type: "ReplicaFailure", IsTrue: true })
            {
                return KstatusResult.InProgress("ReplicaFailure", "Replica Failure condition. Check Pods");
            }
        }

        long specReplicas = Fields.GetInt(obj, "spec.replicas", 1);
        long statusReplicas = Fields.GetInt(obj, "status.replicas", 0);
        long readyReplicas = Fields.GetInt(obj, "status.readyReplicas", 0);
        long availableReplicas = Fields.GetInt(obj, "status.availableReplicas", 0);
        long labelledReplicas = Fields.GetInt(obj, "status.fullyLabeledReplicas", 0);
        if (specReplicas > labelledReplicas)
        {
            return KstatusResult.InProgress("LessLabelled", $"Labelled: {labelledReplicas}/{specReplicas}");
        }

        if (specReplicas > availableReplicas)
        {
            return KstatusResult.InProgress("LessAvailable", $"Available: {availableReplicas}/{specReplicas}");
        }

        if (specReplicas > readyReplicas)
        {
            return KstatusResult.InProgress("LessReady", $"Ready: {readyReplicas}/{specReplicas}");
        }

        return statusReplicas > specReplicas
            ? KstatusResult.InProgress("ExtraPods", $"Pending termination: {statusReplicas - specReplicas}")
            : KstatusResult.Current($"ReplicaSet is available. Replicas: {statusReplicas}");
    }
}
