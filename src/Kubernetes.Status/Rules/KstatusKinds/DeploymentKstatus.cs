using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>deploymentConditions of kstatus: the progress deadline fails, then the counters and the two conditions must agree.</summary>
internal static class DeploymentKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        // Without a deadline (or with MaxInt32) the controller never sets Progressing.
        bool progressing = Fields.GetInt(obj, "spec.progressDeadlineSeconds", int.MaxValue) == int.MaxValue;
        bool available = false;
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            switch (condition.Type)
            {
                case "Progressing" when condition.Reason == "ProgressDeadlineExceeded":
                    return new KstatusResult(
                        KstatusState.Failed,
                        "Progress deadline exceeded",
                        [new KstatusCondition(KstatusCondition.Stalled, "True", condition.Reason, condition.Message)]);
                case "Progressing":
                    progressing |= condition is { IsTrue: true, Reason: "NewReplicaSetAvailable" };
                    break;
                case "Available":
                    available |= condition.IsTrue;
                    break;
            }
        }

        return CheckReplicas(obj, out long statusReplicas) ?? (progressing, available) switch
        {
            (false, _) => KstatusResult.InProgress("ReplicaSetNotAvailable", "ReplicaSet not Available"),
            (_, false) => KstatusResult.InProgress("DeploymentNotAvailable", "Deployment not Available"),
            _ => KstatusResult.Current($"Deployment is available. Replicas: {statusReplicas}"),
        };
    }

    private static KstatusResult? CheckReplicas(JsonObject obj, out long statusReplicas)
    {
        long specReplicas = Fields.GetInt(obj, "spec.replicas", 1);
        long updatedReplicas = Fields.GetInt(obj, "status.updatedReplicas", 0);
        long readyReplicas = Fields.GetInt(obj, "status.readyReplicas", 0);
        long availableReplicas = Fields.GetInt(obj, "status.availableReplicas", 0);
        statusReplicas = Fields.GetInt(obj, "status.replicas", 0);
        if (specReplicas > statusReplicas)
        {
            return KstatusResult.InProgress("LessReplicas", $"Replicas: {statusReplicas}/{specReplicas}");
        }

        if (specReplicas > updatedReplicas)
        {
            return KstatusResult.InProgress("LessUpdated", $"Updated: {updatedReplicas}/{specReplicas}");
        }

        if (statusReplicas > specReplicas)
        {
            return KstatusResult.InProgress("ExtraPods", $"Pending termination: {statusReplicas - specReplicas}");
        }

        if (updatedReplicas > availableReplicas)
        {
            return KstatusResult.InProgress("LessAvailable", $"Available: {availableReplicas}/{updatedReplicas}");
        }

        return specReplicas > readyReplicas ? KstatusResult.InProgress("LessReady", $"Ready: {readyReplicas}/{specReplicas}") : null;
    }
}
