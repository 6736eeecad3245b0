using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Steps;

/// <summary>Which objects the server can refuse for their content, and so are tried before the first write.</summary>
internal static class DryRunPolicy
{
    /// <summary>False for ConfigMap, Secret, ServiceAccount and the kinds of RBAC, which only size and rights can refuse: they are tried where a service account may lack rights.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="isAccount">True where the release is managed as a service account.</param>
    public static bool CanBeRefused(GroupVersionKind kind, bool isAccount) =>
        isAccount || kind is not ({ Group: "", Kind: "ConfigMap" or "Secret" or "ServiceAccount" } or { Group: "rbac.authorization.k8s.io" });
}
