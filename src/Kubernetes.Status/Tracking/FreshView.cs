using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Objects read from the server itself, and for all others what the watches show.</summary>
internal sealed class FreshView(IRolloutView watched) : IRolloutView
{
    private readonly Dictionary<(GroupKind, NamespacedName), LiveObject?> _objects = [];
    private readonly Dictionary<NamespacedName, LivePod?> _pods = [];
    private readonly Dictionary<string, LiveObject[]> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LivePod[]> _podsByController = new(StringComparer.Ordinal);

    /// <summary>The tracked objects that were found.</summary>
    public IEnumerable<LiveObject> Objects => _objects.Values.OfType<LiveObject>();

    public IEnumerable<LivePod> Pods => _pods.Values.OfType<LivePod>().Concat(_podsByController.Values.SelectMany(pods => pods));

    /// <summary>Reads an object, and where it owns pods its children and pods, with the newest state that etcd has.</summary>
    public async Task ReadAsync(IKubernetesClient client, TrackedObject tracked, CancellationToken ct)
    {
        ListOptions byName = new() { Namespace = tracked.Key.Namespace, FieldSelector = $"metadata.name={tracked.Key.Name}" };
        if (Readiness.IsPod(tracked.Kind))
        {
            LivePod[] pods = await ListAsync(client, FeedPlan.Pods, PodDecoder.Decode, byName, ct);
            _pods[tracked.Key] = pods.FirstOrDefault();
            return;
        }

        LiveObject[] found = await ListAsync(client, tracked.Kind, ObjectDecoder.For(tracked.Kind), byName, ct);
        _objects[(tracked.Kind.GroupKind, tracked.Key)] = found.FirstOrDefault();
        if (found is [{ Workload.Selector: { } selector } workload, ..])
        {
            await ReadPodsAsync(client, workload, new ListOptions { Namespace = tracked.Key.Namespace, LabelSelector = selector }, ct);
        }
    }

    public bool HasSynced(TrackedObject tracked) => IsRead(tracked) || watched.HasSynced(tracked);

    public string? TroubleOf(TrackedObject tracked) => watched.TroubleOf(tracked);

    public LiveObject? Object(GroupVersionKind kind, NamespacedName key) =>
        _objects.TryGetValue((kind.GroupKind, key), out LiveObject? live) ? live : watched.Object(kind, key);

    public LivePod? Pod(NamespacedName key) => _pods.TryGetValue(key, out LivePod? pod) ? pod : watched.Pod(key);

    public IEnumerable<LiveObject> ChildrenOf(LiveObject owner) => _children.TryGetValue(owner.Uid, out LiveObject[]? children) ? children : watched.ChildrenOf(owner);

    public IEnumerable<LivePod> PodsOf(LiveObject controller) =>
        _podsByController.TryGetValue(controller.Uid, out LivePod[]? pods) ? pods : watched.PodsOf(controller);

    public IEnumerable<LivePod> PodsIn(string? ns) => watched.PodsIn(ns);

    public IEnumerable<LiveEvent> EventsOf(string? ns, string uid) => watched.EventsOf(ns, uid);

    public bool LacksConsumer(LiveObject claim) => watched.LacksConsumer(claim);

    public bool HasStatusSubresource(GroupVersionKind kind) => watched.HasStatusSubresource(kind);

    private bool IsRead(TrackedObject tracked) => Readiness.IsPod(tracked.Kind) ? _pods.ContainsKey(tracked.Key) : _objects.ContainsKey((tracked.Kind.GroupKind, tracked.Key));

    private async Task ReadPodsAsync(IKubernetesClient client, LiveObject workload, ListOptions selected, CancellationToken ct)
    {
        GroupVersionKind? below = workload.Kind.Kind switch
        {
            "Deployment" => FeedPlan.ReplicaSets,
            "DaemonSet" => FeedPlan.ControllerRevisions,
            _ => null,
        };
        List<string> controllers = [workload.Uid];
        if (below is { } kind)
        {
            LiveObject[] all = await ListAsync(client, kind, ObjectDecoder.For(kind), selected, ct);
            LiveObject[] children = [.. all.Where(child => child.ControllerUid == workload.Uid)];
            _children[workload.Uid] = children;
            controllers.AddRange(children.Select(child => child.Uid));
        }

        LivePod[] pods = await ListAsync(client, FeedPlan.Pods, PodDecoder.Decode, selected, ct);
        foreach (string controller in controllers)
        {
            _podsByController[controller] = [.. pods.Where(pod => pod.ControllerUid == controller)];
        }
    }

    private static async Task<T[]> ListAsync<T>(
        IKubernetesClient client,
        GroupVersionKind kind,
        ResourceDecoder<T> decoder,
        ListOptions options,
        CancellationToken ct)
        where T : class
    {
        if (await client.Mapper.FindAsync(kind, ct) is not { } mapping)
        {
            return [];
        }

        ResourceList<T> list = await client.Reader(mapping, decoder).ListAllAsync(mapping.IsNamespaced ? options : options with { Namespace = null }, ct);
        return [.. list.Items];
    }
}
