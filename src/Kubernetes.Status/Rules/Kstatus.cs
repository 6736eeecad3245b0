using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Rules.KstatusKinds;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>kstatus word for word: what fluxcd/cli-utils, and so Helm and Flux, say of an object (pkg/kstatus/status).</summary>
public static class Kstatus
{
    /// <summary>status.Compute: generic properties, the rule of a known kind, a Ready condition, else Current.</summary>
    /// <param name="obj">The whole object with its status.</param>
    /// <param name="now">The instant against which the age of an unschedulable pod is measured.</param>
    /// <exception cref="KstatusException">The object has a field of a type that the library refuses; the message is its text.</exception>
    public static KstatusResult Compute(JsonObject obj, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return CheckGenericProperties(obj) ?? CheckKind(obj, now) ?? CheckReadyCondition(obj) ?? KstatusResult.Current("Resource is current");
    }

    private static KstatusResult? CheckGenericProperties(JsonObject obj)
    {
        bool found;
        string deletionTimestamp;
        try
        {
            found = Fields.NestedString(obj, out deletionTimestamp, "metadata", "deletionTimestamp");
        }
        catch (KstatusException exception)
        {
            throw new KstatusException($"looking up metadata.deletionTimestamp from resource: {exception.Message}", exception);
        }

        if (found && deletionTimestamp.Length > 0)
        {
            return new KstatusResult(KstatusState.Terminating, "Resource scheduled for deletion", []);
        }

        return CheckGeneration(obj) ?? CheckStandardConditions(obj);
    }

    private static KstatusResult? CheckGeneration(JsonObject obj)
    {
        if (!Generations.TryGet(obj, "metadata", "generation", out long generation)
            || !Generations.TryGet(obj, "status", "observedGeneration", out long observed)
            || observed == generation)
        {
            return null;
        }

        string message = $"{Fields.GetString(obj, "kind")} generation is {generation}, but latest observed generation is {observed}";
        return KstatusResult.InProgress("LatestGenerationNotObserved", message);
    }

    private static KstatusResult? CheckStandardConditions(JsonObject obj)
    {
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            if (condition is { Type: KstatusCondition.Reconciling, IsTrue: true })
            {
                return KstatusResult.InProgress(condition.Reason, condition.Message);
            }

            if (condition is { Type: KstatusCondition.Stalled, IsTrue: true })
            {
                return KstatusResult.Failed(condition.Reason, condition.Message);
            }
        }

        return null;
    }

    private static KstatusResult? CheckKind(JsonObject obj, DateTimeOffset now) => (GroupOf(obj), Fields.GetString(obj, "kind")) switch
    {
        ("", "Service") => ServiceKstatus.Compute(obj),
        ("", "Pod") => PodKstatus.Compute(obj, now),
        ("", "Secret" or "ConfigMap") or ("batch", "CronJob") => KstatusResult.Current("Resource is always ready"),
        ("", "PersistentVolumeClaim") => PersistentVolumeClaimKstatus.Compute(obj),
        ("apps", "StatefulSet") => StatefulSetKstatus.Compute(obj),
        ("apps" or "extensions", "DaemonSet") => DaemonSetKstatus.Compute(obj),
        ("apps" or "extensions", "Deployment") => DeploymentKstatus.Compute(obj),
        ("apps" or "extensions", "ReplicaSet") => ReplicaSetKstatus.Compute(obj),
        ("policy", "PodDisruptionBudget") => KstatusResult.Current("AllowedDisruptions has been computed."),
        ("batch", "Job") => JobKstatus.Compute(obj),
        ("apiextensions.k8s.io", "CustomResourceDefinition") => CustomResourceDefinitionKstatus.Compute(obj),
        _ => null,
    };

    private static KstatusResult? CheckReadyCondition(JsonObject obj)
    {
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            if (condition.Type != "Ready")
            {
                continue;
            }

            switch (condition.Status)
            {
                case "True":
                    return KstatusResult.Current("Resource is Ready");
                case "False" or "Unknown":
                    return KstatusResult.InProgress(condition.Reason, condition.Message);
            }
        }

        return null;
    }

    private static string GroupOf(JsonObject obj)
    {
        string apiVersion = Fields.GetString(obj, "apiVersion");
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : apiVersion[..slash];
    }
}
