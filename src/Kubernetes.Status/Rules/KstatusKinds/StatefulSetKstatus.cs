using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>stsConditions of kstatus: the StatefulSet controller sets no conditions, so only the counters speak.</summary>
internal static class StatefulSetKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        if (Fields.GetString(obj, "spec.updateStrategy.type") == "OnDelete")
        {
            return KstatusResult.Current("StatefulSet is using the ondelete update strategy");
        }

        long specReplicas = Fields.GetInt(obj, "spec.replicas", 1);
        long readyReplicas = Fields.GetInt(obj, "status.readyReplicas", 0);
        long currentReplicas = Fields.GetInt(obj, "status.currentReplicas", 0);
        long updatedReplicas = Fields.GetInt(obj, "status.updatedReplicas", 0);
        long statusReplicas = Fields.GetInt(obj, "status.replicas", 0);
        long partition = Fields.GetInt(obj, "spec.updateStrategy.rollingUpdate.partition", -1);
        if (specReplicas > statusReplicas)
        {
            return KstatusResult.InProgress("LessReplicas", $"Replicas: {statusReplicas}/{specReplicas}");
        }

        if (specReplicas > readyReplicas)
        {
            return KstatusResult.InProgress("LessReady", $"Ready: {readyReplicas}/{specReplicas}");
        }

        if (statusReplicas > specReplicas)
        {
            return KstatusResult.InProgress("ExtraPods", $"Pending termination: {statusReplicas - specReplicas}");
        }

        if (partition != -1)
        {
            return updatedReplicas < specReplicas - partition
                ? KstatusResult.InProgress("PartitionRollout", $"updated: {updatedReplicas}/{specReplicas - partition}")
                : KstatusResult.Current($"Partition rollout complete. updated: {updatedReplicas}");
        }

        if (specReplicas > currentReplicas)
        {
            return KstatusResult.InProgress("LessCurrent", $"current: {currentReplicas}/{specReplicas}");
        }

        return Fields.GetString(obj, "status.currentRevision") != Fields.GetString(obj, "status.updateRevision")
            ? KstatusResult.InProgress("RevisionMismatch", "Waiting for updated revision to match current")
            : KstatusResult.Current($"All replicas scheduled as expected. Replicas: {statusReplicas}");
    }
}
