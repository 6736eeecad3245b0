using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Operator.Api.Crd;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>What the watches know: HelmReleases whole, everything else by the little that decisions need. Thread-safe.</summary>
internal sealed class ClusterFacts : ITargetFacts
{
    private const string ReleaseIndex = "release";
    private const string OwnerIndex = "owner";

    // Discovery tells of a new kind a little after its definition is established.
    private static readonly TimeSpan DiscoveryLag = TimeSpan.FromSeconds(2);
    private static readonly ResourceMapping Definitions = ResourceMapping.Known("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster);

    private readonly IKubernetesClient _client;
    private readonly TimeProvider _time;
    private int _established;
    private readonly Informer<HelmRelease> _releases;
    private readonly Informer<ObjectStamp> _configMaps;
    private readonly Informer<ReleaseSecretFact> _secrets;
    private readonly Informer<NamespaceFact> _namespaces;
    private readonly Informer<DefinitionFact> _definitions;

    /// <param name="client">The cluster.</param>
    /// <param name="ns">The one namespace whose HelmReleases are managed; null for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the informers.</param>
    public ClusterFacts(IKubernetesClient client, string? ns, TimeProvider time, ILogger<ClusterFacts> log)
    {
        _client = client;
        _time = time;
        _releases = new(client.Reader(Api.V1.HelmRelease.Mapping, Api.V1.HelmRelease.Decode), new() { Name = "helmreleases", Namespace = ns, Indexers = ReleaseIndexes.All, TimeProvider = time, Server = client.Presence }, log);
        _configMaps = new(client.Reader(ConfigMap.Mapping, ObjectStamp.Decode, metadataOnly: true), new() { Name = "configmaps", Namespace = ns, TimeProvider = time, Server = client.Presence }, log);
        Dictionary<string, IndexFunction<ReleaseSecretFact>> byRelease = new(StringComparer.Ordinal)
        {
            [ReleaseIndex] = static (key, fact) => fact.Release is { } release ? [ReleaseIndexes.StorageValue(key.Namespace!, release)] : [],
            [OwnerIndex] = static (_, fact) => fact.Revision?.Operation is { } record ? [record.Uid] : [],
        };
        _secrets = new(client.Reader(Secret.Mapping, ReleaseSecretFact.Decode, metadataOnly: true), new() { Name = "secrets", Namespace = ns, Indexers = byRelease, TimeProvider = time, Server = client.Presence }, log);
        _namespaces = new(client.Reader(Namespace.Mapping, NamespaceFact.Decode, metadataOnly: true), new() { Name = "namespaces", TimeProvider = time, Server = client.Presence }, log);
        _definitions = new(client.Reader(Definitions, DefinitionFact.Decode), new() { Name = "customresourcedefinitions", TimeProvider = time, Server = client.Presence }, log);
    }

    /// <inheritdoc/>
    public int EstablishedDefinitions => Volatile.Read(ref _established);

    /// <summary>True while the definition of HelmRelease itself is being deleted.</summary>
    public bool IsOwnDefinitionDeleted => Definition(HelmReleaseDefinition.Name) is { IsDeleted: true };

    /// <summary>The same by the server's own word.</summary>
    public async Task<bool> AskOwnDefinitionDeletedAsync(CancellationToken cancellation) =>
        await _client.Resource(Definitions).GetAsync(new NamespacedName(null, HelmReleaseDefinition.Name), cancellation) is null or { Metadata.DeletionTimestamp: not null };

    /// <summary>True once every watch has shown everything.</summary>
    public bool HasSynced => _releases.HasSynced && _configMaps.HasSynced && _secrets.HasSynced && _namespaces.HasSynced && _definitions.HasSynced;

    public HelmRelease? HelmRelease(NamespacedName key) => _releases.Store.Get(key);

    /// <summary>True where somebody waits for a first answer: the spec, or the deletion, has not been judged yet.</summary>
    public bool IsAwaited(NamespacedName key) => HelmRelease(key) is { } release && (release.IsDeleted || release.Status?.ObservedGeneration != release.Metadata.Generation);

    public IReadOnlyList<HelmRelease> HelmReleases() => _releases.Store.List();

    /// <summary>The HelmReleases that depend on one.</summary>
    public IEnumerable<HelmRelease> Dependents(NamespacedName key) => _releases.Store.ByIndex(ReleaseIndexes.Dependencies, key.ToString());

    /// <inheritdoc/>
    public ValueTask LookAsync(HelmRelease release, IEnumerable<(string StorageNamespace, string Name)> places, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public StoredRevisions Revisions(string storageNamespace, string release)
    {
        // The version first: what comes in between is then newer than it says.
        string? version = _secrets.LastVersion;
        return new StoredRevisions(_secrets.Store.ByIndex(ReleaseIndex, ReleaseIndexes.StorageValue(storageNamespace, release)).Select(fact => fact.Revision).OfType<RevisionSummary>(), version);
    }

    /// <inheritdoc/>
    public IEnumerable<(string StorageNamespace, string Name)> PlacesOf(string uid) => _secrets.Store.KeysByIndex(OwnerIndex, uid)
        .Select(key => _secrets.Store.Get(key)?.Release is { } release ? (key.Namespace!, release) : default)
        .Where(place => place != default);

    /// <summary>The resource version of an object that is referred to; null where it does not exist.</summary>
    public string? VersionOf(ValuesReferenceKind kind, NamespacedName key) =>
        kind == ValuesReferenceKind.Secret ? _secrets.Store.Get(key)?.ResourceVersion : _configMaps.Store.Get(key)?.ResourceVersion;

    /// <inheritdoc/>
    public bool IsNamespaceMissing(string ns) => _namespaces.Store.Get(new NamespacedName(null, ns)) is null or { IsDeleted: true };

    public bool IsNamespaceDeleted(string ns) => _namespaces.Store.Get(new NamespacedName(null, ns)) is { IsDeleted: true };

    /// <inheritdoc/>
    public string? NamespaceUid(string ns) => _namespaces.Store.Get(new NamespacedName(null, ns))?.Uid;

    /// <inheritdoc/>
    public DefinitionFact? Definition(string name) => _definitions.Store.Get(new NamespacedName(null, name));

    /// <summary>True where the HelmRelease of that name and UID exists.</summary>
    public bool IsAlive(string owner, string uid)
    {
        int slash = owner.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && HelmRelease(new NamespacedName(owner[..slash], owner[(slash + 1)..])) is { } other && other.Metadata.Uid == uid;
    }

    /// <summary>Wakes releases by what the watches tell.</summary>
    /// <param name="wake">Takes the keys.</param>
    /// <param name="definitionChanged">Takes the group of a definition that came, changed or went.</param>
    /// <param name="secretChanged">Takes Secrets that are no release's.</param>
    public void Subscribe(Action<NamespacedName> wake, Action<string> definitionChanged, Action<NamespacedName> secretChanged)
    {
        _releases.Subscribe(new ReleaseHandler(wake, last => WakeAll(wake, ReleaseIndexes.Storage, ReleaseIndexes.StorageValue(last.StorageNamespace, last.ReleaseName))));
        _releases.Subscribe(new DependencyHandler(key => WakeAll(wake, ReleaseIndexes.Dependencies, key.ToString()), wake));
        _configMaps.Subscribe(new KeyHandler<ObjectStamp>((key, _) => WakeAll(wake, ReleaseIndexes.Objects, ReleaseIndexes.ObjectValue(ValuesReferenceKind.ConfigMap, key))));
        _secrets.Subscribe(new KeyHandler<ReleaseSecretFact>((key, fact) =>
        {
            WakeAll(wake, ReleaseIndexes.Objects, ReleaseIndexes.ObjectValue(ValuesReferenceKind.Secret, key));
            if (fact.Release is { } release)
            {
                WakeAll(wake, ReleaseIndexes.Storage, ReleaseIndexes.StorageValue(key.Namespace!, release));
                WakeOwner(wake, fact);
            }
            else
            {
                secretChanged(key);
            }
        }));
        _namespaces.Subscribe(new KeyHandler<NamespaceFact>((key, _) => WakeAll(wake, ReleaseIndexes.Namespaces, key.Name)));
        _definitions.Subscribe(new KeyHandler<DefinitionFact>((key, fact) => DefinitionChanged(key, fact, wake, definitionChanged)));
    }

    /// <summary>Follows the cluster until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        _releases.RunAsync(cancellation), _configMaps.RunAsync(cancellation), _secrets.RunAsync(cancellation), _namespaces.RunAsync(cancellation), _definitions.RunAsync(cancellation));

    public Task WaitForSyncAsync(CancellationToken cancellation) => Task.WhenAll(
        _releases.WaitForSyncAsync(cancellation),
        _configMaps.WaitForSyncAsync(cancellation),
        _secrets.WaitForSyncAsync(cancellation),
        _namespaces.WaitForSyncAsync(cancellation),
        _definitions.WaitForSyncAsync(cancellation));

    /// <summary>Wakes the releases that refer to an object.</summary>
    /// <param name="wake">Takes the keys.</param>
    /// <param name="value">A value of <see cref="ReleaseIndexes.Objects"/>.</param>
    public void WakeReferring(Action<NamespacedName> wake, string value) => WakeAll(wake, ReleaseIndexes.Objects, value);

    // A release that is to be elsewhere is not found by its place.
    private void WakeOwner(Action<NamespacedName> wake, ReleaseSecretFact fact)
    {
        if (fact.Revision?.Operation?.Owner.Split('/') is [string ns, string name] && _releases.Store.Get(new NamespacedName(ns, name)) is not null)
        {
            wake(new NamespacedName(ns, name));
        }
    }

    private void WakeAll(Action<NamespacedName> wake, string index, string value)
    {
        foreach (NamespacedName key in _releases.Store.KeysByIndex(index, value))
        {
            wake(key);
        }
    }

    private void DefinitionChanged(NamespacedName key, DefinitionFact fact, Action<NamespacedName> wake, Action<string> definitionChanged)
    {
        int dot = key.Name.IndexOf('.', StringComparison.Ordinal);
        string group = dot < 0 ? "" : key.Name[(dot + 1)..];
        definitionChanged(group);
        bool isOwn = key.Name == HelmReleaseDefinition.Name;
        if (!isOwn && !fact.IsEstablished)
        {
            return;
        }

        // An install, or a hook of an operation, may wait for the definition to be established; our own one concerns every release.
        Interlocked.Increment(ref _established);
        bool lacksKind = false;
        foreach (HelmRelease release in _releases.Store.List())
        {
            bool isRefused = LacksKind(release);
            lacksKind |= isRefused;
            if (isOwn || isRefused || release.Status is null or { Release: null } or { Operation: not null } || release.Spec.DependsOn is not null)
            {
                wake(release.Metadata.Key);
            }
        }

        if (lacksKind)
        {
            _ = LookAgainAsync(group, wake, definitionChanged);
        }
    }

    private async Task LookAgainAsync(string group, Action<NamespacedName> wake, Action<string> definitionChanged)
    {
        await Task.Delay(DiscoveryLag, _time);
        definitionChanged(group);
        Interlocked.Increment(ref _established);
        foreach (HelmRelease release in _releases.Store.List().Where(LacksKind))
        {
            wake(release.Metadata.Key);
        }
    }

    private static bool LacksKind(HelmRelease release) => release.Status?.Rejected?.Reason == Reasons.KindMissing;

    // Whatever happens to a HelmRelease may be what another one waits for; its end is what those it depends on wait for.
    private sealed class DependencyHandler(Action<NamespacedName> wakeDependents, Action<NamespacedName> wake) : IResourceEventHandler<HelmRelease>
    {
        public void OnAdded(NamespacedName key, HelmRelease resource) => wakeDependents(key);

        public void OnUpdated(NamespacedName key, HelmRelease old, HelmRelease resource) => wakeDependents(key);

        public void OnDeleted(NamespacedName key, HelmRelease last)
        {
            wakeDependents(key);
            foreach (NamespacedName dependency in ReleaseIndexes.DependenciesOf(last))
            {
                wake(dependency);
            }
        }
    }

    // The operator's own status writes wake nobody.
    private sealed class ReleaseHandler(Action<NamespacedName> wake, Action<HelmRelease> gone) : IResourceEventHandler<HelmRelease>
    {
        public void OnAdded(NamespacedName key, HelmRelease resource) => wake(key);

        // Another one may wait for the release to be nobody's.
        public void OnDeleted(NamespacedName key, HelmRelease last)
        {
            wake(key);
            gone(last);
        }

        public void OnUpdated(NamespacedName key, HelmRelease old, HelmRelease resource)
        {
            if (old.Metadata.Uid != resource.Metadata.Uid || old.Metadata.Generation != resource.Metadata.Generation || old.IsDeleted != resource.IsDeleted
                || old.Requests != resource.Requests || old.HasFinalizer != resource.HasFinalizer)
            {
                wake(key);
            }
        }
    }
}
