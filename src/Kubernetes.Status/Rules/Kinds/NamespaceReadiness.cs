using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Namespaces: phase Active; kstatus has no rule for them.</summary>
internal static class NamespaceReadiness
{
    public static ReadinessResult Judge(LiveObject live) =>
        live.Phase is "Active" ? ReadinessResult.Ready : ReadinessResult.InProgress("NotActive", $"phase is {live.Phase ?? "not set"}");
}
