using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Which objects the server can refuse for their content, and so are tried before the first write.</summary>
internal static class DryRunPolicy
{
    /// <summary>False for ConfigMap, Secret, ServiceAccount and the kinds of RBAC, which only size and rights can refuse: they are tried where a service account may lack rights, and where that is asked for.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="isAll">True where every kind is tried.</param>
    public static bool CanBeRefused(GroupVersionKind kind, bool isAll) =>
        isAll || kind is not ({ Group: "", Kind: "ConfigMap" or "Secret" or "ServiceAccount" } or { Group: "rbac.authorization.k8s.io" });
}
