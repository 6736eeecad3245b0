using System.Collections.Concurrent;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Connections;

/// <summary>What is known of another cluster, by watches; what its kubeconfig's user may not watch, or the watches have not shown yet, is asked for each look. Thread-safe.</summary>
internal sealed class RemoteFacts : ITargetFacts
{
    private const string ReleaseIndex = "release";
    private const string OwnerIndex = "owner";

    // Discovery tells of a new kind a little after its definition is established.
    private static readonly TimeSpan DiscoveryLag = TimeSpan.FromSeconds(2);
    private static readonly ResourceMapping Definitions = ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    private readonly IKubernetesClient _client;
    private readonly TimeProvider _time;
    private readonly Informer<ReleaseSecretFact> _secrets;
    private readonly Informer<NamespaceFact> _namespaces;
    private readonly Informer<DefinitionFact> _definitions;
    private readonly IResourceReader<ReleaseSecretFact> _reader;
    private readonly ConcurrentDictionary<(string StorageNamespace, string Name), StoredRevisions> _listed = new();
    private readonly ConcurrentDictionary<string, Namespace?> _read = new(StringComparer.Ordinal);
    private int _established;

    /// <param name="client">The cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the watches.</param>
    public RemoteFacts(IKubernetesClient client, TimeProvider time, ILogger log)
    {
        _client = client;
        _time = time;
        _reader = client.Reader(Secret.Mapping, ReleaseSecretFact.Decode, metadataOnly: true);
        Dictionary<string, IndexFunction<ReleaseSecretFact>> byRelease = new(StringComparer.Ordinal)
        {
            [ReleaseIndex] = static (key, fact) => fact.Release is { } release ? [ReleaseIndexes.StorageValue(key.Namespace!, release)] : [],
            [OwnerIndex] = static (_, fact) => fact.Revision?.Operation is { } record ? [record.Uid] : [],
        };
        _secrets = new(_reader, new() { Name = "remote secrets", LabelSelector = "owner=helm", Indexers = byRelease, TimeProvider = time, Server = client.Presence }, log);
        _namespaces = new(client.Reader(Namespace.Mapping, NamespaceFact.Decode, metadataOnly: true), new() { Name = "remote namespaces", TimeProvider = time, Server = client.Presence }, log);
        _definitions = new(client.Reader(Definitions, DefinitionFact.Decode), new() { Name = "remote customresourcedefinitions", TimeProvider = time, Server = client.Presence }, log);
    }

    /// <inheritdoc/>
    public int EstablishedDefinitions => Volatile.Read(ref _established);

    /// <summary>Tells of changes; each call only enqueues.</summary>
    /// <param name="secretChanged">Takes release Secrets.</param>
    /// <param name="namespaceChanged">Takes names of namespaces.</param>
    /// <param name="definitionChanged">Takes the group of a definition, and whether it is established.</param>
    public void Subscribe(Action<NamespacedName, ReleaseSecretFact> secretChanged, Action<string> namespaceChanged, Action<string, bool> definitionChanged)
    {
        _secrets.Subscribe(new KeyHandler<ReleaseSecretFact>(secretChanged));
        _namespaces.Subscribe(new KeyHandler<NamespaceFact>((key, _) => namespaceChanged(key.Name)));
        _definitions.Subscribe(new KeyHandler<DefinitionFact>((key, fact) =>
        {
            int dot = key.Name.IndexOf('.', StringComparison.Ordinal);
            string group = dot < 0 ? "" : key.Name[(dot + 1)..];
            Changed();
            if (fact.IsEstablished)
            {
                _ = LookAgainAsync();
            }

            void Changed()
            {
                if (fact.IsEstablished)
                {
                    Interlocked.Increment(ref _established);
                }

                definitionChanged(group, fact.IsEstablished);
            }

            async Task LookAgainAsync()
            {
                await Task.Delay(DiscoveryLag, _time);
                Changed();
            }
        }));
    }

    /// <summary>Follows the cluster until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(_secrets.RunAsync(cancellation), _namespaces.RunAsync(cancellation), _definitions.RunAsync(cancellation));

    /// <inheritdoc/>
    public async ValueTask LookAsync(HelmRelease release, IEnumerable<(string StorageNamespace, string Name)> places, CancellationToken cancellation)
    {
        if (!_secrets.HasSynced)
        {
            foreach ((string StorageNamespace, string Name) place in places.Append((release.StorageNamespace, release.ReleaseName)).Distinct().ToArray())
            {
                ListOptions options = new() { Namespace = place.StorageNamespace, LabelSelector = $"owner=helm,name={place.Name}" };
                ResourceList<ReleaseSecretFact> list = await _reader.ListAsync(options, cancellation);
                _listed[place] = new StoredRevisions([.. list.Items.Where(fact => fact.Release == place.Name).Select(fact => fact.Revision).OfType<RevisionSummary>()], list.ResourceVersion);
            }
        }

        if (!_namespaces.HasSynced)
        {
            try
            {
                _read[release.ReleaseNamespace] = await _client.Resource<Namespace>().GetAsync(new NamespacedName(null, release.ReleaseNamespace), cancellation);
            }
            catch (KubernetesApiException exception) when (exception.IsForbidden)
            {
                _read.TryRemove(release.ReleaseNamespace, out _);
            }
        }
    }

    /// <inheritdoc/>
    public StoredRevisions Revisions(string storageNamespace, string release)
    {
        if (!_secrets.HasSynced)
        {
            return _listed.TryGetValue((storageNamespace, release), out StoredRevisions listed) ? listed : new StoredRevisions([], null);
        }

        string? version = _secrets.LastVersion;
        return new StoredRevisions(_secrets.Store.ByIndex(ReleaseIndex, ReleaseIndexes.StorageValue(storageNamespace, release)).Select(fact => fact.Revision).OfType<RevisionSummary>(), version);
    }

    /// <inheritdoc/>
    public IEnumerable<(string StorageNamespace, string Name)> PlacesOf(HelmRelease release) => _secrets.Store.KeysByIndex(OwnerIndex, release.Metadata.Uid ?? "")
        .Where(key => release.IsStorage(key.Namespace!))
        .Select(key => _secrets.Store.Get(key)?.Release is { } name ? (key.Namespace!, name) : default)
        .Where(place => place != default);

    /// <inheritdoc/>
    public bool IsNamespaceMissing(string ns) => _namespaces.HasSynced
        ? _namespaces.Store.Get(new NamespacedName(null, ns)) is null or { IsDeleted: true }
        : _read.TryGetValue(ns, out Namespace? read) && read is null or { IsTerminating: true };

    /// <inheritdoc/>
    public string? NamespaceUid(string ns) => _namespaces.HasSynced ? _namespaces.Store.Get(new NamespacedName(null, ns))?.Uid : _read.GetValueOrDefault(ns)?.Metadata.Uid;

    /// <inheritdoc/>
    public DefinitionFact? Definition(string name) => _definitions.Store.Get(new NamespacedName(null, name));
}
