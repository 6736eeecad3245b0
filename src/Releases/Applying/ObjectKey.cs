using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Applying;

/// <summary>Which object it is, whatever version of its kind is written.</summary>
public readonly record struct ObjectKey(string Group, string Kind, string? Namespace, string Name)
{
    public static ObjectKey Of(GroupVersionKind kind, string? ns, string name) => new(kind.Group, kind.Kind, ns, name);

    /// <summary>As messages name it: <c>Deployment/web</c>.</summary>
    public override string ToString() => $"{Kind}/{Name}";
}
