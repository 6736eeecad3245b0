using Steersman.Kubernetes.Client;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Connections;

/// <summary>A cluster as one identity sees it: all that a release asks of its cluster, and writes there, goes through its connection.</summary>
internal sealed record ReleaseConnection
{
    public required ReleaseCluster Cluster { get; init; }

    /// <summary>Whose rights count, beside those of the user of the cluster's own client; null where only these do.</summary>
    public ReleaseAccount? Account { get; init; }

    /// <summary>The client; it acts as the account.</summary>
    public required IKubernetesClient Client { get; init; }

    /// <summary>What the watches show and the account may see.</summary>
    public required ITargetFacts Facts { get; init; }

    public required ReleaseTrackers Trackers { get; init; }

    public required ReleaseDriftWatches Drift { get; init; }

    /// <summary>A connection as a service account.</summary>
    public static ReleaseConnection Of(ReleaseCluster cluster, ReleaseAccount account) => new()
    {
        Cluster = cluster,
        Account = account,
        Client = account.Client,
        Facts = new AccountFacts(cluster.Facts, account),
        Trackers = new ReleaseTrackers(cluster.Live, account),
        Drift = new ReleaseDriftWatches(cluster.Drift, account),
    };

    /// <summary>A connection as the cluster's own user.</summary>
    public static ReleaseConnection Of(ReleaseCluster cluster) => new()
    {
        Cluster = cluster,
        Client = cluster.Client,
        Facts = cluster.Facts,
        Trackers = new ReleaseTrackers(cluster.Live),
        Drift = new ReleaseDriftWatches(cluster.Drift),
    };
}
