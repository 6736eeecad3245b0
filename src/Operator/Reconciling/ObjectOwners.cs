using System.Collections.Concurrent;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Inputs;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Reconciling;

/// <summary>Which HelmRelease has which object, so that two do not fight over one. Thread-safe.</summary>
/// <remarks>
/// What releases of this process apply, or were found with, is remembered: once every HelmRelease has been looked at, a question costs no request. Before that
/// the live object is asked, which says by its labels where it comes from. Either is a hint: the newest deployed manifest of the other release decides.
/// </remarks>
/// <param name="facts">The HelmReleases.</param>
/// <param name="target">The cluster that the objects are in.</param>
/// <param name="isHere">Whether a HelmRelease's release is in that cluster.</param>
/// <param name="client">That cluster.</param>
/// <param name="store">Its release records.</param>
internal sealed class ObjectOwners(ClusterFacts facts, ITargetFacts target, Func<HelmRelease, bool> isHere, IKubernetesClient client, ReleaseStore store)
{
    private readonly ConcurrentDictionary<ObjectKey, NamespacedName> _owners = new();
    private readonly ConcurrentDictionary<NamespacedName, IReadOnlyCollection<ObjectKey>> _objects = new();
    private volatile bool _isComplete;
    private NamespacedName? _unseen;

    /// <summary>Remembers the objects of a release's newest revision, in place of those that it had.</summary>
    public void Remember(NamespacedName release, IEnumerable<ObjectKey> objects)
    {
        ObjectKey[] keys = [.. objects];
        IReadOnlyCollection<ObjectKey> before = _objects.GetValueOrDefault(release) ?? [];
        _objects[release] = keys;
        foreach (ObjectKey key in before.Except(keys))
        {
            _owners.TryRemove(KeyValuePair.Create(key, release));
        }

        foreach (ObjectKey key in keys)
        {
            _owners[key] = release;
        }
    }

    /// <summary>Forgets a release that is gone.</summary>
    public void Forget(NamespacedName release)
    {
        if (_objects.TryRemove(release, out IReadOnlyCollection<ObjectKey>? keys))
        {
            foreach (ObjectKey key in keys)
            {
                _owners.TryRemove(KeyValuePair.Create(key, release));
            }
        }

        facts.AwaitedOwners.Holds(release, []);
    }

    /// <summary>A release rests: whoever waits for an object that its deployed revision no longer holds is woken.</summary>
    public void Rests(HelmRelease release, int revision)
    {
        if (!facts.AwaitedOwners.IsEmpty && _objects.TryGetValue(release.Metadata.Key, out IReadOnlyCollection<ObjectKey>? objects) && NewestDeployed(release)?.Revision == revision)
        {
            facts.AwaitedOwners.Holds(release.Metadata.Key, objects);
        }
    }

    /// <summary>The release is woken when the HelmRelease that applied a live object is gone, if there is one.</summary>
    public void AwaitMaker(HelmRelease release, ObjectKey key, ObjectMeta live)
    {
        NamespacedName? maker = MakerOf(live) is { } other && other != release.Metadata.Key && facts.HelmRelease(other) is not null ? other : null;
        facts.AwaitedOwners.Await(release.Metadata.Key, maker, key);
        if (maker is { } known && facts.HelmRelease(known) is null)
        {
            facts.AwaitedOwners.Holds(known, []);
        }
    }

    /// <summary>The first of the objects that the newest deployed manifest of another live HelmRelease holds. The release is woken when that lets it go.</summary>
    /// <param name="release">Who asks.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="account">The account that the release is managed as: whose an object is, is told to those alone who may see the object. Null: the operator itself.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The object and its HelmRelease, or null.</returns>
    public async Task<(ReleaseObject Object, NamespacedName Owner)?> FindAsync(HelmRelease release, IEnumerable<ReleaseObject> objects, ReleaseAccount? account, CancellationToken cancellation)
    {
        facts.AwaitedOwners.Forget(release.Metadata.Key);
        bool isComplete = IsComplete(release.Metadata.Key);
        foreach (ReleaseObject item in objects)
        {
            NamespacedName? hint = _owners.TryGetValue(item.Key, out NamespacedName known) && known != release.Metadata.Key ? known : null;
            if ((hint is null && isComplete) || (account is not null && !await MaySeeAsync(account, item, cancellation)))
            {
                continue;
            }

            hint ??= await AskAsync(item, cancellation);
            if (hint is not { } owner || owner == release.Metadata.Key)
            {
                continue;
            }

            facts.AwaitedOwners.Await(release.Metadata.Key, owner, item.Key);
            if (await HoldsAsync(owner, release, item.Key, cancellation))
            {
                return (item, owner);
            }
        }

        facts.AwaitedOwners.Forget(release.Metadata.Key);
        return null;
    }

    // Once complete it stays so: what comes later is made by this process. As long as one release is known not to have been looked at the others are not asked about.
    private bool IsComplete(NamespacedName asking)
    {
        if (_isComplete)
        {
            return true;
        }

        lock (_objects)
        {
            if (_unseen is { } known && known != asking && facts.HelmRelease(known) is { } still && IsUnseen(still))
            {
                return false;
            }

            _unseen = facts.HelmReleases().FirstOrDefault(other => other.Metadata.Key != asking && IsUnseen(other))?.Metadata.Key;
            _isComplete = _unseen is null;
            return _isComplete;
        }
    }

    private bool IsUnseen(HelmRelease other) => !other.IsDeleted && isHere(other) && !_objects.ContainsKey(other.Metadata.Key) && NewestDeployed(other) is not null;

    private async ValueTask<bool> MaySeeAsync(ReleaseAccount account, ReleaseObject item, CancellationToken cancellation) =>
        await client.Mapper.FindAsync(item.Kind, cancellation) is { } mapping && await account.Reviews.MayAsync("get", mapping, item.Namespace, null, cancellation);

    private async Task<NamespacedName?> AskAsync(ReleaseObject item, CancellationToken cancellation)
    {
        if (await client.Mapper.FindAsync(item.Kind, cancellation) is not { } mapping || await client.Metadata(mapping).GetAsync(item.NamespacedName, cancellation) is not { } live)
        {
            return null;
        }

        return MakerOf(live.Metadata);
    }

    private NamespacedName? MakerOf(ObjectMeta live) =>
        live.Labels[facts.Kind.NameLabel] is { } name && live.Labels[facts.Kind.NamespaceLabel] is { } ns ? new NamespacedName(ns, name) : null;

    private async Task<bool> HoldsAsync(NamespacedName owner, HelmRelease asking, ObjectKey key, CancellationToken cancellation)
    {
        if (facts.HelmRelease(owner) is not { IsDeleted: false } other || !isHere(other) || IsSameRelease(other, asking) || NewestDeployed(other) is not { } newest)
        {
            return false;
        }

        StoredRevision? stored = await store.GetAsync(other.StorageNamespace, other.ReleaseName, newest.Revision, newest.ResourceVersion, cancellation);
        return stored is not null
            && (await ManifestReader.ReadStoredAsync(stored.Release.Manifest, client.Mapper, other.ReleaseNamespace, cancellation)).Any(item => item.Key == key);
    }

    private RevisionSummary? NewestDeployed(HelmRelease release) =>
        target.Revisions(release.StorageNamespace, release.ReleaseName).Revisions.Where(revision => revision.Status == ReleaseStatus.Deployed).MaxBy(revision => revision.Revision);

    private static bool IsSameRelease(HelmRelease one, HelmRelease other) => (one.StorageNamespace, one.ReleaseName) == (other.StorageNamespace, other.ReleaseName);
}
