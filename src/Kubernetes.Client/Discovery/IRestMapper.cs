using System.Collections.Immutable;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Discovery;

/// <summary>What a cluster serves, discovered when first asked for. Thread-safe.</summary>
public interface IRestMapper
{
    /// <summary>Where a kind is served.</summary>
    /// <exception cref="KindNotServedException">It is not served, also not after its group was asked for again.</exception>
    /// <exception cref="KubernetesApiException">Its group cannot be discovered now (an aggregated API server is down).</exception>
    /// <exception cref="KubernetesConnectionException">The server cannot be reached.</exception>
    ValueTask<ResourceMapping> GetAsync(GroupVersionKind kind, CancellationToken ct);

    /// <summary>Where a kind is served; null if it is not. Throws as <see cref="GetAsync"/> else.</summary>
    ValueTask<ResourceMapping?> FindAsync(GroupVersionKind kind, CancellationToken ct);

    /// <summary>A kind in every version that is served, in the server's order of preference; empty if it is not served.</summary>
    ValueTask<ImmutableArray<ResourceMapping>> FindAsync(GroupKind kind, CancellationToken ct);

    /// <summary>Everything that is served, as Helm's Capabilities need it; groups that cannot be discovered now are left out.</summary>
    ValueTask<ImmutableArray<ResourceMapping>> ListAsync(CancellationToken ct);

    /// <summary>Forgets a group: its definitions have changed. It is asked for again when next needed.</summary>
    void Invalidate(string group);
}
