using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Errors;

/// <summary>The server does not serve this kind (any more, or not yet).</summary>
public sealed class KindNotServedException(GroupVersionKind kind)
    : KubernetesException($"no matches for kind \"{kind.Kind}\" in version \"{kind.ApiVersion}\"")
{
    public GroupVersionKind Kind { get; } = kind;
}
