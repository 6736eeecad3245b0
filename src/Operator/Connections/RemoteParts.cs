using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Http;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Connections;

/// <summary>What every remote cluster needs of the operator.</summary>
internal sealed record RemoteParts
{
    public required ClusterFacts Facts { get; init; }

    public required ReleaseWake Wake { get; init; }

    /// <summary>How its client behaves.</summary>
    public required KubernetesClientOptions ClientOptions { get; init; }

    /// <summary>Guard of the leader; null where none is elected.</summary>
    public required IRequestGuard? Guard { get; init; }

    /// <summary>How many workers there are.</summary>
    public required int Workers { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Logs { get; init; }

    public required CancellationToken Stopping { get; init; }
}
