using System.Collections.Frozen;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>The kinds that are ready as soon as the server has taken them: nothing is watched for them.</summary>
public static class StaticKinds
{
    private static readonly FrozenSet<string> BuiltInGroups = FrozenSet.Create(
        StringComparer.Ordinal,
        "",
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "apps",
        "authentication.k8s.io",
        "authorization.k8s.io",
        "autoscaling",
        "batch",
        "certificates.k8s.io",
        "coordination.k8s.io",
        "discovery.k8s.io",
        "events.k8s.io",
        "extensions",
        "flowcontrol.apiserver.k8s.io",
        "internal.apiserver.k8s.io",
        "networking.k8s.io",
        "node.k8s.io",
        "policy",
        "rbac.authorization.k8s.io",
        "resource.k8s.io",
        "scheduling.k8s.io",
        "storage.k8s.io",
        "storagemigration.k8s.io");

    /// <summary>True where an object of the kind needs no look at it.</summary>
    /// <remarks>
    /// Of the built-in kinds only those with something to wait for are watched. A Service has its cluster IP from the very create; only its load balancer comes
    /// later, as do the addresses of Ingresses and Gateways. HorizontalPodAutoscalers are ready: their metrics depend on what is no part of the release.
    /// </remarks>
    public static bool AreReady(GroupKind kind, bool waitForLoadBalancer) => kind switch
    {
        { Group: "apps", Kind: "Deployment" or "StatefulSet" or "DaemonSet" or "ReplicaSet" } => false,
        { Group: "batch", Kind: "Job" } => false,
        { Group: "", Kind: "Pod" or "ReplicationController" or "PersistentVolumeClaim" or "Namespace" } => false,
        { Group: "", Kind: "Service" } or { Kind: "Ingress", Group: "networking.k8s.io" or "extensions" } => !waitForLoadBalancer,
        { Group: "gateway.networking.k8s.io", Kind: "Gateway" } => !waitForLoadBalancer,
        { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" } => false,
        { Group: "apiregistration.k8s.io", Kind: "APIService" } => false,
        { Group: "gateway.networking.k8s.io" } => true,
        _ => IsBuiltIn(kind.Group),
    };

    internal static bool IsBuiltIn(string group) => BuiltInGroups.Contains(group);
}
