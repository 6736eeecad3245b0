using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Rules.Readers;

namespace Steersman.Kubernetes.Status.Rules.Legacy;

/// <summary>Helm's legacy ready check (pkg/kube/ready.go), as <c>--wait=legacy</c> and Helm 3 wait.</summary>
public sealed class ReadyChecker
{
    /// <summary>Whether Jobs are waited for; a failed one is then an error.</summary>
    public bool CheckJobs { get; init; }

    /// <summary>Whether a paused Deployment is ready.</summary>
    public bool PausedAsReady { get; init; }

    /// <summary>Whether an object is ready; kinds that Helm does not know are.</summary>
    /// <param name="obj">The object, live.</param>
    /// <param name="cluster">The other objects of the cluster: ReplicaSets and Pods are looked up among them.</param>
    /// <exception cref="KstatusException">A Job that is waited for has failed; the message is Helm's.</exception>
    public bool IsReady(JsonObject obj, IReadOnlyCollection<JsonObject> cluster)
    {
        ArgumentNullException.ThrowIfNull(obj);
        ArgumentNullException.ThrowIfNull(cluster);
        return (Fields.GetString(obj, "apiVersion"), Fields.GetString(obj, "kind")) switch
        {
            ("v1", "Pod") => IsPodReady(obj),
            ("batch/v1", "Job") => !CheckJobs || IsJobReady(obj),
            ("apps/v1", "Deployment") => IsDeploymentReady(obj, cluster),
            ("v1", "PersistentVolumeClaim") => Fields.GetString(obj, "status.phase") == "Bound",
            ("v1", "Service") => IsServiceReady(obj),
            ("apps/v1", "DaemonSet") => IsDaemonSetReady(obj),
            ("apiextensions.k8s.io/v1" or "apiextensions.k8s.io/v1beta1", "CustomResourceDefinition") => IsDefinitionReady(obj),
            ("apps/v1", "StatefulSet") => IsStatefulSetReady(obj),
            ("v1", "ReplicationController") => IsObserved(obj) && ArePodsReady(obj, SelectorOf(obj, plain: true), cluster),
            ("apps/v1", "ReplicaSet") => IsObserved(obj) && ArePodsReady(obj, SelectorOf(obj, plain: false), cluster),
            _ => true,
        };
    }

    // The typed clients read a missing generation as 0, so it is equal to a missing observed one.
    private static bool IsObserved(JsonObject obj) =>
        Fields.GetInt(obj, "status.observedGeneration", 0) == Fields.GetInt(obj, "metadata.generation", 0);

    private static bool IsPodReady(JsonObject pod) => BasicCondition.Of(pod).Any(condition => condition is { Type: "Ready", IsTrue: true });

    private static bool IsJobReady(JsonObject job)
    {
        if (Fields.GetInt(job, "status.failed", 0) > Fields.GetInt(job, "spec.backoffLimit", 6))
        {
            throw new KstatusException($"job is failed: {Fields.GetString(job, "metadata.namespace")}/{Fields.GetString(job, "metadata.name")}");
        }

        return Fields.GetInt(job, "status.succeeded", 0) >= Fields.GetInt(job, "spec.completions", 0);
    }

    private bool IsDeploymentReady(JsonObject deployment, IReadOnlyCollection<JsonObject> cluster)
    {
        if (Fields.Find(deployment, "spec.paused") is JsonValue paused && paused.TryGetValue(out bool isPaused) && isPaused)
        {
            return PausedAsReady;
        }

        if (NewReplicaSet.Find(deployment, cluster) is not { } set || !IsObserved(set) || !IsObserved(deployment))
        {
            return false;
        }

        return Fields.GetInt(set, "status.readyReplicas", 0) >= Fields.GetInt(deployment, "spec.replicas", 1) - RollingUpdate.MaxUnavailable(deployment);
    }

    private static bool IsServiceReady(JsonObject service)
    {
        string type = Fields.GetString(service, "spec.type");
        if (type == "ExternalName")
        {
            return true;
        }

        if (Fields.GetString(service, "spec.clusterIP").Length == 0)
        {
            return false;
        }

        return type != "LoadBalancer"
            || Fields.Find(service, "spec.externalIPs") is JsonArray { Count: > 0 }
            || Fields.Find(service, "status.loadBalancer.ingress") is not null;
    }

    private static bool IsDaemonSetReady(JsonObject set)
    {
        if (!IsObserved(set))
        {
            return false;
        }

        if (Fields.GetString(set, "spec.updateStrategy.type") != "RollingUpdate")
        {
            return true;
        }

        long desired = Fields.GetInt(set, "status.desiredNumberScheduled", 0);
        return Fields.GetInt(set, "status.updatedNumberScheduled", 0) == desired
            && Fields.GetInt(set, "status.numberReady", 0) >= desired - RollingUpdate.DaemonSetMaxUnavailable(set, desired);
    }

    /// <summary>A conflict of names counts as ready: that is not for a wait to fail on.</summary>
    private static bool IsDefinitionReady(JsonObject definition) =>
        BasicCondition.Of(definition).Any(condition => condition is { Type: "Established", IsTrue: true } or { Type: "NamesAccepted", IsFalse: true });

    private static bool IsStatefulSetReady(JsonObject set)
    {
        if (!IsObserved(set))
        {
            return false;
        }

        if (Fields.GetString(set, "spec.updateStrategy.type") != "RollingUpdate")
        {
            return true;
        }

        long replicas = Fields.GetInt(set, "spec.replicas", 1);
        long partition = Fields.GetInt(set, "spec.updateStrategy.rollingUpdate.partition", 0);
        return Fields.GetInt(set, "status.updatedReplicas", 0) >= replicas - partition
            && Fields.GetInt(set, "status.readyReplicas", 0) == replicas
            && (partition != 0 || Fields.GetString(set, "status.currentRevision") == Fields.GetString(set, "status.updateRevision"));
    }

    private static JsonObject SelectorOf(JsonObject obj, bool plain) => Fields.Find(obj, "spec.selector") switch
    {
        JsonObject labels when plain => new JsonObject { ["matchLabels"] = labels.DeepClone() },
        JsonObject selector => selector,
        _ => [],
    };

    /// <summary>No pod at all counts as ready.</summary>
    private static bool ArePodsReady(JsonObject owner, JsonObject selector, IReadOnlyCollection<JsonObject> cluster)
    {
        LabelSelector labels = new(selector);
        string ns = Fields.GetString(owner, "metadata.namespace");
        return cluster
            .Where(pod => Fields.GetString(pod, "kind") == "Pod"
                && Fields.GetString(pod, "metadata.namespace") == ns
                && labels.Matches(Fields.Find(pod, "metadata.labels") as JsonObject))
            .All(IsPodReady);
    }
}
