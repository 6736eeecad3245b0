using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>
/// Sees that objects of releases are written or deleted, by watches of metadata alone: one for each kind (and namespace, where the operator may not see the cluster),
/// as long as some release needs it. What was written, and by whom, is for others to find out. Thread-safe; nothing here blocks or polls.
/// </summary>
public sealed class DriftWatches(IKubernetesClient client, bool perNamespace, TimeProvider time, ILogger<DriftWatches> logger)
{
    // Helm labels every object of a release: the other objects of a cluster are never sent.
    private const string OfHelm = "app.kubernetes.io/managed-by=Helm";
    private const int FirstMinorWithSubresources = 22;

    private readonly Lock _gate = new();
    private readonly DriftTargets _targets = new();
    private readonly SharedInformers _informers = new();
    private bool? _hasSubresources;

    /// <summary>Raised with the key of a release of which an object was written; on a thread of a watch, so it only enqueues.</summary>
#pragma warning disable MA0046 // the key is all there is to say, as with LiveObjects
    public event Action<NamespacedName>? OnChange;
#pragma warning restore MA0046

    /// <summary>Runs the watches until the token is cancelled.</summary>
    public Task RunAsync(CancellationToken ct) => _informers.RunAsync(ct);

    /// <summary>Whether managed fields name subresources, as <see cref="DriftStampDecoder"/> is to be told.</summary>
    /// <exception cref="Client.Errors.KubernetesException">The server's version cannot be had.</exception>
    public async ValueTask<bool> HasSubresourcesAsync(CancellationToken ct)
    {
        if (_hasSubresources is not { } known)
        {
            ServerVersion version = await client.GetVersionAsync(ct);
            known = version.Major != "1" || !int.TryParse(version.Minor.TrimEnd('+'), out int minor) || minor >= FirstMinorWithSubresources;
            _hasSubresources = known;
        }

        return known;
    }

    /// <summary>Follows these objects of a release in the place of those before; what is known of unchanged ones is kept.</summary>
    /// <param name="release">The release.</param>
    /// <param name="id">Names what is followed; with the id of before nothing changes.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="ct">Ends the look-up of the server's version.</param>
    public async Task TrackAsync(NamespacedName release, string id, IReadOnlyList<DriftObject> objects, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(objects);
        bool hasSubresources = await HasSubresourcesAsync(ct);
        if (IsTracked(release, id))
        {
            return;
        }

        Dictionary<InformerKey, InformerLease<DriftStamp>> leases = [];
        foreach (DriftObject item in objects)
        {
            InformerKey key = KeyOf(item);
            if (!leases.ContainsKey(key))
            {
                leases.Add(key, _informers.Acquire(key, () => Open(item.Kind, key, hasSubresources)));
            }
        }

        DriftTargets.Tracked? before;
        lock (_gate)
        {
            before = _targets.Remove(release);
            Dictionary<DriftKey, DriftTarget> targets = [];
            foreach (DriftObject item in objects)
            {
                DriftTarget target = new(release, item);
                InformerLease<DriftStamp> lease = leases[KeyOf(item)];
                target.Seen = lease.Informer.Store.Get(item.Key) ?? (lease.Informer.HasSynced ? DriftStamp.Missing : null);
                if (before?.Targets.GetValueOrDefault(target.Key) is { } old && old.Object.Content == item.Content)
                {
                    target.Judged = old.Judged;
                }

                targets[target.Key] = target;
            }

            _targets.Add(release, new DriftTargets.Tracked(id, targets, [.. leases.Values]));
        }

        Release(before);
    }

    public bool IsTracked(NamespacedName release, string id)
    {
        lock (_gate)
        {
            return _targets.Of(release)?.Id == id;
        }
    }

    /// <summary>Follows a release no more.</summary>
    public void Untrack(NamespacedName release)
    {
        DriftTargets.Tracked? before;
        lock (_gate)
        {
            before = _targets.Remove(release);
        }

        Release(before);
    }

    /// <summary>The objects of a release that were written, or never looked at, since they were last judged.</summary>
    public IReadOnlyList<DriftKey> Open(NamespacedName release)
    {
        lock (_gate)
        {
            return _targets.Of(release) is { } tracked ? [.. tracked.Targets.Values.Where(target => target.IsOpen).Select(target => target.Key)] : [];
        }
    }

    /// <summary>True where some release follows the object.</summary>
    public bool IsTracked(DriftKey key)
    {
        lock (_gate)
        {
            return !_targets.Of(key).IsEmpty;
        }
    }

    /// <summary>We wrote an object, whichever release it belongs to, and the server answered with this stamp.</summary>
    public void Wrote(DriftKey key, DriftStamp stamp)
    {
        lock (_gate)
        {
            foreach (DriftTarget target in _targets.Of(key))
            {
                target.Judged = stamp;
            }
        }
    }

    /// <summary>These objects of a release are about to be read: what the watches have shown so far is taken in by that, what they show from now on is not.</summary>
    public void BeginLook(NamespacedName release, IEnumerable<DriftKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_gate)
        {
            foreach (DriftKey key in keys)
            {
                if (_targets.Of(release)?.Targets.GetValueOrDefault(key) is { } target)
                {
                    target.Judged = null;

                    // An object without Helm's label is gone for the watch, and there for a read.
                    target.Seen = target.Seen == DriftStamp.Missing ? null : target.Seen;
                }
            }
        }
    }

    /// <summary>An object was compared with what is wanted when it had this stamp.</summary>
    public void Judged(NamespacedName release, DriftKey key, DriftStamp stamp)
    {
        lock (_gate)
        {
            if (_targets.Of(release)?.Targets.GetValueOrDefault(key) is { } target)
            {
                target.Judged = stamp;
            }
        }
    }

    private static void Release(DriftTargets.Tracked? tracked)
    {
        foreach (IDisposable watch in tracked?.Watches ?? [])
        {
            watch.Dispose();
        }
    }

    private InformerKey KeyOf(DriftObject item) => new(item.Kind.Kind, "drift", perNamespace && item.Kind.IsNamespaced ? item.Key.Namespace : null);

    private Informer<DriftStamp> Open(ResourceMapping kind, InformerKey key, bool hasSubresources)
    {
        InformerOptions<DriftStamp> options = new() { Name = $"drift of {kind}", Namespace = key.Namespace, LabelSelector = OfHelm, TimeProvider = time, Server = client.Presence };
        Informer<DriftStamp> informer = new(client.Reader(kind, each => DriftStampDecoder.Decode(each, hasSubresources), metadataOnly: true), options, logger);
        informer.Subscribe(new DriftHandler(kind.Kind.GroupKind, Saw));
        _ = MarkMissingAsync(informer, key);
        return informer;
    }

    // Nobody is told of an object that the first list does not have.
    private async Task MarkMissingAsync(Informer<DriftStamp> informer, InformerKey key)
    {
        await informer.WaitForSyncAsync(CancellationToken.None);
        HashSet<NamespacedName> releases = [];
        lock (_gate)
        {
            foreach (DriftTarget target in _targets.All.Where(target => KeyOf(target.Object) == key && target.Seen is null && informer.Store.Get(target.Object.Key) is null))
            {
                target.Seen = DriftStamp.Missing;
                releases.Add(target.Release);
            }
        }

        foreach (NamespacedName release in releases)
        {
            OnChange?.Invoke(release);
        }
    }

    private void Saw(DriftKey key, DriftStamp stamp)
    {
        List<NamespacedName>? releases = null;
        lock (_gate)
        {
            foreach (DriftTarget target in _targets.Of(key))
            {
                target.Seen = stamp;
                if (target.IsOpen)
                {
                    (releases ??= []).Add(target.Release);
                }
            }
        }

        releases?.ForEach(release => OnChange?.Invoke(release));
    }

    private sealed class DriftHandler(GroupKind kind, Action<DriftKey, DriftStamp> saw) : IResourceEventHandler<DriftStamp>
    {
        public void OnAdded(NamespacedName key, DriftStamp resource) => saw(new DriftKey(kind, key), resource);

        public void OnUpdated(NamespacedName key, DriftStamp old, DriftStamp resource) => saw(new DriftKey(kind, key), resource);

        public void OnDeleted(NamespacedName key, DriftStamp last) => saw(new DriftKey(kind, key), DriftStamp.Missing);
    }
}
