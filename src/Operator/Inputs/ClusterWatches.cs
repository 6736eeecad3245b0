using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>The watches that every kind of HelmRelease shares: objects that hold values and revisions, namespaces, definitions. Thread-safe.</summary>
internal sealed class ClusterWatches
{
    /// <summary>Revisions by storage namespace and name of their release.</summary>
    public const string ReleaseIndex = "release";

    /// <summary>Revisions by the UID of the HelmRelease that made them.</summary>
    public const string OwnerIndex = "owner";

    /// <summary>The kind CustomResourceDefinition.</summary>
    public static readonly ResourceMapping DefinitionMapping = ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    /// <param name="client">The cluster.</param>
    /// <param name="scope">What is managed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the informers.</param>
    public ClusterWatches(IKubernetesClient client, WatchScope scope, TimeProvider time, ILogger log)
    {
        ConfigMaps = new(client.Reader(ConfigMap.Mapping, ObjectStamp.Decode, metadataOnly: true), new() { Name = "configmaps", TimeProvider = time, Server = client.Presence }, scope.Namespaces, log);
        Dictionary<string, IndexFunction<ReleaseSecretFact>> byRelease = new(StringComparer.Ordinal)
        {
            [ReleaseIndex] = static (key, fact) => fact.Release is { } release ? [ReleaseIndexes.StorageValue(key.Namespace!, release)] : [],
            [OwnerIndex] = static (_, fact) => fact.Revision?.Operation is { } record ? [record.Uid] : [],
        };
        Secrets = new(client.Reader(Secret.Mapping, ReleaseSecretFact.Decode, metadataOnly: true), new() { Name = "secrets", Indexers = byRelease, TimeProvider = time, Server = client.Presence }, scope.Namespaces, log);
        Namespaces = new(client.Reader(Namespace.Mapping, NamespaceFact.Decode, metadataOnly: true), new() { Name = "namespaces", TimeProvider = time, Server = client.Presence }, log);
        Definitions = new(client.Reader(DefinitionMapping, DefinitionFact.Decode), new() { Name = "customresourcedefinitions", TimeProvider = time, Server = client.Presence }, log);
    }

    public ScopedInformer<ObjectStamp> ConfigMaps { get; }

    public ScopedInformer<ReleaseSecretFact> Secrets { get; }

    public Informer<NamespaceFact> Namespaces { get; }

    public Informer<DefinitionFact> Definitions { get; }

    public bool HasSynced => ConfigMaps.HasSynced && Secrets.HasSynced && Namespaces.HasSynced && Definitions.HasSynced;

    /// <summary>A CustomResourceDefinition, or null where it does not exist.</summary>
    public DefinitionFact? Definition(string name) => Definitions.Store.Get(new NamespacedName(null, name));

    /// <summary>Follows the cluster until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) =>
        Task.WhenAll(ConfigMaps.RunAsync(cancellation), Secrets.RunAsync(cancellation), Namespaces.RunAsync(cancellation), Definitions.RunAsync(cancellation));

    public Task WaitForSyncAsync(CancellationToken cancellation) =>
        Task.WhenAll(ConfigMaps.WaitForSyncAsync(cancellation), Secrets.WaitForSyncAsync(cancellation), Namespaces.WaitForSyncAsync(cancellation), Definitions.WaitForSyncAsync(cancellation));
}
