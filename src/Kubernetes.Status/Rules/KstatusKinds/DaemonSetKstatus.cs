using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>daemonsetConditions of kstatus: unlike elsewhere both generations must be there.</summary>
internal static class DaemonSetKstatus
{
    public static KstatusResult Compute(JsonObject obj) => CheckGenerationSet(obj) ?? CheckCounts(obj);

    private static KstatusResult? CheckGenerationSet(JsonObject obj)
    {
        string kind = Fields.GetString(obj, "kind");
        if (!Generations.TryGet(obj, "metadata", "generation", out _))
        {
            return KstatusResult.InProgress("NoGeneration", $"{kind} metadata.generation not found");
        }

        return Generations.TryGet(obj, "status", "observedGeneration", out _)
            ? null
            : KstatusResult.InProgress("NoObservedGeneration", $"{kind} status.observedGeneration not found");
    }

    private static KstatusResult CheckCounts(JsonObject obj)
    {
        long desired = Fields.GetInt(obj, "status.desiredNumberScheduled", -1);
        long current = Fields.GetInt(obj, "status.currentNumberScheduled", 0);
        long updated = Fields.GetInt(obj, "status.updatedNumberScheduled", 0);
        long available = Fields.GetInt(obj, "status.numberAvailable", 0);
        long ready = Fields.GetInt(obj, "status.numberReady", 0);
        if (desired == -1)
        {
            return KstatusResult.InProgress("NoDesiredNumber", "Missing .status.desiredNumberScheduled");
        }

        if (desired > current)
        {
            return KstatusResult.InProgress("LessCurrent", $"Current: {current}/{desired}");
        }

        if (desired > updated)
        {
            return KstatusResult.InProgress("LessUpdated", $"Updated: {updated}/{desired}");
        }

        if (desired > available)
        {
            return KstatusResult.InProgress("LessAvailable", $"Available: {available}/{desired}");
        }

        return desired > ready
            ? KstatusResult.InProgress("LessReady", $"Ready: {ready}/{desired}")
            : KstatusResult.Current($"All replicas scheduled as expected. Replicas: {desired}");
    }
}
