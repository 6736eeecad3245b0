using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Objects read one by one from the server itself, and for all others what the watches show.</summary>
internal sealed class FreshView(IRolloutView watched, TrackOptions options) : IRolloutView
{
    /// <summary>So many pods of a workload are read; what the watch shows of the others counts.</summary>
    private const int MaxPods = 10;

    private readonly Dictionary<(GroupKind, NamespacedName), LiveObject?> _objects = [];
    private readonly Dictionary<NamespacedName, LivePod?> _pods = [];

    /// <summary>The objects that were found.</summary>
    public IEnumerable<LiveObject> Objects => _objects.Values.OfType<LiveObject>();

    public IEnumerable<LivePod> Pods => _pods.Values.OfType<LivePod>();

    /// <summary>Reads an object, and where it owns pods the ReplicaSet that makes them and those that are not ready.</summary>
    public async Task ReadAsync(IKubernetesClient client, TrackedObject tracked, CancellationToken ct)
    {
        if (IsLivePod(tracked))
        {
            await ReadPodAsync(client, tracked.Key, ct);
            return;
        }

        LiveObject? live = await GetAsync(client, tracked.Kind, tracked.Key, ObjectDecoder.For(tracked.Kind, options.Covers(tracked.Kind)), ct) is { } read ? CheckedObjects.With(read, options) : null;
        _objects[(tracked.Kind.GroupKind, tracked.Key)] = live;
        if (live is null)
        {
            return;
        }

        if (live.Kind.Kind == "Deployment" && CurrentRevision.NewestChild(live, watched, live.Workload?.Revision) is { } set)
        {
            _objects[(set.Kind.GroupKind, set.Key)] = await GetAsync(client, set.Kind, set.Key, ObjectDecoder.For(set.Kind), ct);
        }

        foreach (LivePod pod in CurrentRevision.PodsOf(live, this).Where(pod => !pod.IsReady).Take(MaxPods).ToArray())
        {
            await ReadPodAsync(client, pod.Key, ct);
        }
    }

    /// <summary>Reads a workload, those of its pods that seem to be of older revisions, and the revisions that tell so.</summary>
    public async Task ReadOldAsync(IKubernetesClient client, TrackedObject tracked, CancellationToken ct)
    {
        OldPod[] pods = [.. OldPods.Of(tracked, watched)];
        if (pods.Length == 0 || watched.Object(tracked.Kind, tracked.Key) is not { } live)
        {
            return;
        }

        LiveObject[] revisions = [.. OldPods.RevisionsOf(live, watched)];
        _objects[(tracked.Kind.GroupKind, tracked.Key)] = await GetAsync(client, tracked.Kind, tracked.Key, ObjectDecoder.For(tracked.Kind), ct);
        foreach (LiveObject revision in revisions)
        {
            _objects[(revision.Kind.GroupKind, revision.Key)] = await GetAsync(client, revision.Kind, revision.Key, ObjectDecoder.For(revision.Kind), ct);
        }

        foreach (OldPod pod in pods)
        {
            await ReadPodAsync(client, pod.Key, ct);
        }
    }

    public bool HasSynced(TrackedObject tracked) => IsRead(tracked) || watched.HasSynced(tracked);

    public string? TroubleOf(TrackedObject tracked) => watched.TroubleOf(tracked);

    public bool IsPast(TrackedObject tracked) => IsRead(tracked) || watched.IsPast(tracked);

    public LiveObject? Object(GroupVersionKind kind, NamespacedName key) => _objects.TryGetValue((kind.GroupKind, key), out LiveObject? live) ? live : watched.Object(kind, key);

    public LivePod? Pod(NamespacedName key) => _pods.TryGetValue(key, out LivePod? pod) ? pod : watched.Pod(key);

    public IEnumerable<LiveObject> ChildrenOf(LiveObject owner) => Newer(watched.ChildrenOf(owner), child => Object(child.Kind, child.Key), child => child.ControllerUid == owner.Uid);

    public IEnumerable<LivePod> PodsOf(LiveObject controller) => Newer(watched.PodsOf(controller), pod => Pod(pod.Key), pod => pod.ControllerUid == controller.Uid);

    public bool HasSyncedPods(string? ns) => watched.HasSyncedPods(ns);

    public IEnumerable<LivePod> PodsIn(string? ns) => watched.PodsIn(ns);

    public IEnumerable<LiveEvent> EventsOf(string? ns, string uid) => watched.EventsOf(ns, uid);

    public bool LacksConsumer(LiveObject claim) => watched.LacksConsumer(claim);

    public bool HasStatusSubresource(GroupVersionKind kind) => watched.HasStatusSubresource(kind);

    private bool IsLivePod(TrackedObject tracked) => Readiness.IsPod(tracked.Kind) && !options.Covers(tracked.Kind);

    private bool IsRead(TrackedObject tracked) => IsLivePod(tracked) ? _pods.ContainsKey(tracked.Key) : _objects.ContainsKey((tracked.Kind.GroupKind, tracked.Key));

    private static IEnumerable<T> Newer<T>(IEnumerable<T> known, Func<T, T?> read, Func<T, bool> belongs)
        where T : class => known.Select(read).OfType<T>().Where(belongs);

    private async Task ReadPodAsync(IKubernetesClient client, NamespacedName key, CancellationToken ct) =>
        _pods[key] = await GetAsync(client, FeedPlan.Pods, key, PodDecoder.Decode, ct);

    private static async Task<T?> GetAsync<T>(IKubernetesClient client, GroupVersionKind kind, NamespacedName key, ResourceDecoder<T> decoder, CancellationToken ct)
        where T : class => await client.Mapper.FindAsync(kind, ct) is { } mapping ? await SingleRead.GetAsync(client, mapping, key, decoder, ct) : null;
}
