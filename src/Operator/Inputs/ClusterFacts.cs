using System.Net;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Inputs;

/// <summary>What the watches know: HelmReleases whole, everything else by the little that decisions need. Thread-safe.</summary>
internal sealed class ClusterFacts : ITargetFacts
{
    // Discovery tells of a new kind a little after its definition is established.
    private static readonly TimeSpan DiscoveryLag = TimeSpan.FromSeconds(2);

    private readonly IKubernetesClient _client;
    private readonly ClusterWatches _watches;
    private readonly TimeProvider _time;
    private readonly ScopedInformer<HelmRelease> _releases;
    private int _established;

    /// <param name="kind">The kind of HelmReleases.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="watches">What is watched for every kind.</param>
    /// <param name="scope">Which HelmReleases are managed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the informer.</param>
    public ClusterFacts(ReleaseKind kind, IKubernetesClient client, ClusterWatches watches, WatchScope scope, TimeProvider time, ILogger<ClusterFacts> log)
    {
        Kind = kind;
        _client = client;
        _watches = watches;
        _time = time;
        Scope = scope;
        InformerOptions<HelmRelease> options = new() { Name = kind.Mapping.ToString(), LabelSelector = scope.LabelSelector, Indexers = ReleaseIndexes.All, TimeProvider = time, Server = client.Presence };
        _releases = new(client.Reader(kind.Mapping, kind.Decode), options, scope.Namespaces, log);
    }

    /// <summary>The kind of the HelmReleases.</summary>
    public ReleaseKind Kind { get; }

    /// <summary>Which HelmReleases are managed.</summary>
    public WatchScope Scope { get; }

    /// <summary>What releases wait for that a preflight holds back.</summary>
    public AwaitedObjects Awaited { get; } = new();

    /// <summary>Which releases wait for others to let an object go.</summary>
    public AwaitedOwners AwaitedOwners { get; } = new();

    /// <inheritdoc/>
    public int EstablishedDefinitions => Volatile.Read(ref _established);

    /// <summary>True while the definition of HelmRelease itself is being deleted.</summary>
    public bool IsOwnDefinitionDeleted => Definition(Kind.DefinitionName) is { IsDeleted: true };

    /// <summary>The same by the server's own word.</summary>
    public async Task<bool> AskOwnDefinitionDeletedAsync(CancellationToken cancellation) =>
        await _client.Resource(ClusterWatches.DefinitionMapping).GetAsync(new NamespacedName(null, Kind.DefinitionName), cancellation) is null or { Metadata.DeletionTimestamp: not null };

    /// <summary>True once every watch has shown everything.</summary>
    public bool HasSynced => _releases.HasSynced && _watches.HasSynced;

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
        string? version = _watches.Secrets.LastVersionOf(storageNamespace);
        return new StoredRevisions(_watches.Secrets.Store.ByIndex(ClusterWatches.ReleaseIndex, ReleaseIndexes.StorageValue(storageNamespace, release)).Select(fact => fact.Revision).OfType<RevisionSummary>(), version);
    }

    /// <inheritdoc/>
    public IEnumerable<(string StorageNamespace, string Name)> PlacesOf(HelmRelease release) => _watches.Secrets.Store.KeysByIndex(ClusterWatches.OwnerIndex, release.Metadata.Uid ?? "")
        .Where(key => release.IsStorage(key.Namespace!))
        .Select(key => _watches.Secrets.Store.Get(key)?.Release is { } name ? (key.Namespace!, name) : default)
        .Where(place => place != default);

    /// <summary>The resource version of an object that is referred to; null where it does not exist.</summary>
    public string? VersionOf(ValuesReferenceKind kind, NamespacedName key) =>
        kind == ValuesReferenceKind.Secret ? _watches.Secrets.Store.Get(key)?.ResourceVersion : _watches.ConfigMaps.Store.Get(key)?.ResourceVersion;

    /// <inheritdoc/>
    public bool IsNamespaceMissing(string ns) => _watches.Namespaces.Store.Get(new NamespacedName(null, ns)) is null or { IsDeleted: true };

    public bool IsNamespaceDeleted(string ns) => _watches.Namespaces.Store.Get(new NamespacedName(null, ns)) is { IsDeleted: true };

    /// <inheritdoc/>
    public string? NamespaceUid(string ns) => _watches.Namespaces.Store.Get(new NamespacedName(null, ns))?.Uid;

    /// <inheritdoc/>
    public DefinitionFact? Definition(string name) => _watches.Definition(name);

    /// <summary>True where the HelmRelease of that name and UID exists, as far as it is managed here.</summary>
    public bool IsAlive(string owner, string uid) => KeyOf(owner) is { } key && HelmRelease(key) is { } other && other.Metadata.Uid == uid;

    /// <summary>The same by the server's own word, also where another operator manages it; true where that may not be known.</summary>
    public async Task<bool> AskAliveAsync(string owner, string uid, CancellationToken cancellation)
    {
        if (KeyOf(owner) is not { } key || _watches.Definition(Kind.DefinitionName) is null)
        {
            return false;
        }

        try
        {
            return await _client.Metadata(Kind.Mapping).GetAsync(key, cancellation) is { } other && other.Metadata.Uid == uid;
        }
        catch (KubernetesApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
        {
            return true;
        }
    }

    /// <summary>Wakes releases by what the watches tell.</summary>
    /// <param name="wake">Takes the keys.</param>
    /// <param name="definitionChanged">Takes the group of a definition that came, changed or went.</param>
    /// <param name="secretChanged">Takes Secrets that are no release's.</param>
    /// <param name="foreignWrite">Takes HelmReleases that another controller of their kind wrote.</param>
    public void Subscribe(Action<NamespacedName> wake, Action<string> definitionChanged, Action<NamespacedName> secretChanged, Action<NamespacedName> foreignWrite)
    {
        _releases.Subscribe(new ReleaseHandler(wake, last => WakeAll(wake, ReleaseIndexes.Storage, ReleaseIndexes.StorageValue(last.StorageNamespace, last.ReleaseName)), foreignWrite));
        _releases.Subscribe(new DependencyHandler(key => WakeAll(wake, ReleaseIndexes.Dependencies, key.ToString()), wake));
        _watches.ConfigMaps.Subscribe(new KeyHandler<ObjectStamp>((key, _) => WakeUsers(wake, ReleaseIndexes.ObjectValue(ValuesReferenceKind.ConfigMap, key))));
        _watches.Secrets.Subscribe(new KeyHandler<ReleaseSecretFact>((key, fact) =>
        {
            WakeUsers(wake, ReleaseIndexes.ObjectValue(ValuesReferenceKind.Secret, key));
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
        _watches.Namespaces.Subscribe(new KeyHandler<NamespaceFact>((key, _) => WakeAll(wake, ReleaseIndexes.Namespaces, key.Name)));
        _watches.Definitions.Subscribe(new KeyHandler<DefinitionFact>((key, fact) => DefinitionChanged(key, fact, wake, definitionChanged)));
    }

    /// <summary>Follows the HelmReleases until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation) => _releases.RunAsync(cancellation);

    /// <summary>Waits until every watch has shown everything.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellation) => Task.WhenAll(_releases.WaitForSyncAsync(cancellation), _watches.WaitForSyncAsync(cancellation));

    /// <summary>Wakes the releases that refer to an object.</summary>
    /// <param name="wake">Takes the keys.</param>
    /// <param name="value">A value of <see cref="ReleaseIndexes.Objects"/>.</param>
    public void WakeReferring(Action<NamespacedName> wake, string value) => WakeAll(wake, ReleaseIndexes.Objects, value);

    /// <summary>Wakes the releases that a release Secret, of whichever cluster, may concern.</summary>
    public void WakeStored(Action<NamespacedName> wake, NamespacedName key, ReleaseSecretFact fact)
    {
        if (fact.Release is { } release)
        {
            WakeAll(wake, ReleaseIndexes.Storage, ReleaseIndexes.StorageValue(key.Namespace!, release));
            WakeOwner(wake, fact);
        }
    }

    /// <summary>Wakes the releases whose namespace, of whichever cluster, has that name.</summary>
    public void WakeNamespace(Action<NamespacedName> wake, string ns) => WakeAll(wake, ReleaseIndexes.Namespaces, ns);

    private static NamespacedName? KeyOf(string owner) => owner.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash ? new NamespacedName(owner[..slash], owner[(slash + 1)..]) : null;

    // A release that is to be elsewhere is not found by its place.
    private void WakeOwner(Action<NamespacedName> wake, ReleaseSecretFact fact)
    {
        if (fact.Revision?.Operation?.Owner.Split('/') is [string ns, string name] && _releases.Store.Get(new NamespacedName(ns, name)) is not null)
        {
            wake(new NamespacedName(ns, name));
        }
    }

    private void WakeUsers(Action<NamespacedName> wake, string value)
    {
        WakeAll(wake, ReleaseIndexes.Objects, value);
        foreach (NamespacedName key in Awaited.Changed(value))
        {
            wake(key);
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
        bool isOwn = key.Name == Kind.DefinitionName;
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
    private sealed class ReleaseHandler(Action<NamespacedName> wake, Action<HelmRelease> gone, Action<NamespacedName> foreignWrite) : IResourceEventHandler<HelmRelease>
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
            if (string.CompareOrdinal(resource.ControllerWrite, old.ControllerWrite) > 0)
            {
                foreignWrite(key);
            }

            if (old.Metadata.Uid != resource.Metadata.Uid || old.Metadata.Generation != resource.Metadata.Generation || old.IsDeleted != resource.IsDeleted
                || old.Requests != resource.Requests || old.HasFinalizer != resource.HasFinalizer)
            {
                wake(key);
            }
        }
    }
}
