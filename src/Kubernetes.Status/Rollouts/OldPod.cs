using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>A pod of a workload that is of another revision than the present one.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Key">The pod.</param>
/// <param name="Uid">Its UID.</param>
public sealed record OldPod(TrackedObject Workload, NamespacedName Key, string Uid)
{
    /// <summary>The pod is going away already.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>It is not Ready, and its StatefulSet starts pods one after the other: Kubernetes waits for it for ever before it replaces it.</summary>
    public bool IsStuck { get; init; }
}
