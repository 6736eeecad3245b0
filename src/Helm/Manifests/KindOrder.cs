using System.Collections.Frozen;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Manifests;

/// <summary>An order of kinds (Helm's kind_sorter.go). Kinds outside it come last, by name.</summary>
public sealed class KindOrder : IComparer<string>
{
    private readonly FrozenDictionary<string, int> _positions;

    private KindOrder(string[] kinds)
    {
        Kinds = kinds;
        _positions = kinds.Index().ToFrozenDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
    }

    /// <summary>What is installed first comes first.</summary>
    public static KindOrder Install { get; } = new(
    [
        "PriorityClass", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount", "Secret", "SecretList",
        "ConfigMap", "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding",
        "ClusterRoleBindingList", "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment",
        "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress", "APIService", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
    ]);

    /// <summary>What is uninstalled first comes first; not quite the reverse of <see cref="Install"/>.</summary>
    public static KindOrder Uninstall { get; } = new(
    [
        "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "APIService", "Ingress", "IngressClass", "Service", "CronJob", "Job", "StatefulSet",
        "HorizontalPodAutoscaler", "Deployment", "ReplicaSet", "ReplicationController", "Pod", "DaemonSet", "RoleBindingList", "RoleBinding", "RoleList", "Role",
        "ClusterRoleBindingList", "ClusterRoleBinding", "ClusterRoleList", "ClusterRole", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume", "StorageClass",
        "ConfigMap", "SecretList", "Secret", "ServiceAccount", "PodDisruptionBudget", "PodSecurityPolicy", "LimitRange", "ResourceQuota", "NetworkPolicy", "Namespace",
        "PriorityClass",
    ]);

    /// <summary>The kinds of the order.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int first = _positions.GetValueOrDefault(x ?? "", int.MaxValue);
        int second = _positions.GetValueOrDefault(y ?? "", int.MaxValue);
        return first != second ? first.CompareTo(second) : first == int.MaxValue ? GoString.Compare(x, y) : 0;
    }
}
