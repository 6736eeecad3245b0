using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Tracking;

namespace Steersman.Kubernetes.Status.Tests.Tracking;

/// <summary>Feeds that show what a test puts into them.</summary>
internal sealed class FakeFeeds : ILiveFeeds
{
    public Dictionary<FeedKey, FakeFeed<LiveObject>> Objects { get; } = [];

    public FakeFeed<LivePod>? Pods { get; private set; }

    public List<FeedKey> Opened { get; } = [];

    public IEnumerable<FeedKey> Running => Objects.Where(open => !open.Value.IsDisposed).Select(open => open.Key);

    public ILiveFeed<LivePod> OpenPods(FeedKey key, ILiveFeedHandler<LivePod> handler)
    {
        Opened.Add(key);
        return Pods = new FakeFeed<LivePod>(handler, pod => pod.Key, pod => pod.ControllerUid);
    }

    public FakeFeed<LiveEvent>? Events { get; private set; }

    public ILiveFeed<LiveEvent> OpenEvents(FeedKey key, ILiveFeedHandler<LiveEvent> handler)
    {
        Opened.Add(key);
        return Events = new FakeFeed<LiveEvent>(handler, each => each.Key, each => each.RegardingUid);
    }

    public ILiveFeed<LiveObject> OpenObjects(FeedKey key, ILiveFeedHandler<LiveObject> handler)
    {
        Opened.Add(key);
        return Objects[key] = new FakeFeed<LiveObject>(handler, live => live.Key, live => live.ControllerUid);
    }

    public FakeFeed<LiveObject> Of(string apiVersion, string kind, string? ns = null) => Objects[new FeedKey(GroupVersionKind.Parse(apiVersion, kind), ns)];
}

internal sealed class FakeFeed<T>(ILiveFeedHandler<T> handler, Func<T, NamespacedName> keyOf, Func<T, string?> controllerOf) : ILiveFeed<T>
    where T : class
{
    private readonly Dictionary<NamespacedName, T> _all = [];

    public bool HasSynced { get; private set; }

    public string? Trouble { get; private set; }

    public ulong LastVersion { get; set; } = ulong.MaxValue;

    public bool HasStatusSubresource => true;

    public bool IsDisposed { get; private set; }

    public T? Get(NamespacedName key) => _all.GetValueOrDefault(key);

    public IEnumerable<T> ControlledBy(string uid) => [.. _all.Values.Where(each => controllerOf(each) == uid)];

    public IEnumerable<T> InNamespace(string? ns) => [.. _all.Where(each => each.Key.Namespace == ns).Select(each => each.Value)];

    public void Dispose() => IsDisposed = true;

    public void Sync(params T[] items)
    {
        foreach (T item in items)
        {
            Put(item);
        }

        HasSynced = true;
        Trouble = null;
        handler.SyncChanged();
    }

    public void Refuse(string trouble)
    {
        Trouble = trouble;
        handler.SyncChanged();
    }

    public void Put(T item)
    {
        _all.Remove(keyOf(item), out T? before);
        _all[keyOf(item)] = item;
        handler.Saw(before, item);
    }

    public void Delete(T item)
    {
        _all.Remove(keyOf(item));
        handler.Gone(item);
    }
}
