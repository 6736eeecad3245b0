using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Http;
using Steersman.Operator.Inputs;
using Steersman.Releases.Sources;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Hosting;

/// <summary>What the HelmReleases of every kind share. All of it is thread-safe.</summary>
internal sealed record SharedParts
{
    public required IKubernetesClient Client { get; init; }

    /// <summary>Guard of the leader; null where none is elected.</summary>
    public required IRequestGuard? Guard { get; init; }

    public required OperatorOptions Options { get; init; }

    public required WatchScope Scope { get; init; }

    public required ClusterWatches Watches { get; init; }

    public required OwnerPresence Owners { get; init; }

    public required ClusterCapabilities Capabilities { get; init; }

    public required FluxSources Flux { get; init; }

    public required ChartFetcher Fetcher { get; init; }

    public required ReleaseBodyCache Bodies { get; init; }

    public required Notices Notices { get; init; }

    /// <summary>Takes the group of a definition that came, changed or went.</summary>
    public required Action<string> DefinitionChanged { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Logs { get; init; }
}
