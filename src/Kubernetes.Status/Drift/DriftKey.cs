using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>Which object it is, whatever version of its kind is served.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DriftKey(GroupKind Kind, NamespacedName Name)
{
    /// <summary>As Flux names it: <c>Deployment/apps/web</c>.</summary>
    public override string ToString() => $"{Kind.Kind}/{Name}";
}
