using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Status.Drift;
using Steersman.Kubernetes.Status.Tracking;
using Steersman.Operator.Inputs;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Connections;

/// <summary>A cluster that releases are on: its client, what its watches show, and what is kept of it. Every identity that manages releases there shares it. Thread-safe.</summary>
internal sealed record ReleaseCluster
{
    /// <summary>Null for the cluster of the HelmReleases; else names the other one.</summary>
    public string? Id { get; init; }

    /// <summary>Address of another cluster, for people; null for the cluster of the HelmReleases.</summary>
    public string? Address { get; init; }

    /// <summary>The cluster as the operator, or the user of the kubeconfig, sees it.</summary>
    public required IKubernetesClient Client { get; init; }

    public required ITargetFacts Facts { get; init; }

    /// <summary>Shared watches of the objects of releases.</summary>
    public required LiveObjects Live { get; init; }

    /// <summary>Shared watches of their drift.</summary>
    public required DriftWatches Drift { get; init; }

    /// <summary>What service accounts may do there.</summary>
    public required AccountBook Accounts { get; init; }

    public required ClusterCapabilities Capabilities { get; init; }

    public required ReleaseBodyCache Bodies { get; init; }

    public required ObjectOwners Owners { get; init; }

    /// <summary>Turns of workers; null where they need none.</summary>
    public RemoteTurns? Turns { get; init; }

    /// <summary>The time that counts while this cluster answers.</summary>
    public required WaitClock Waits { get; init; }
}
