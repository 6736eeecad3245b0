using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>The watches that run, each as long as some release needs it. Thread-safe; lookups take no lock.</summary>
internal sealed class FeedSet(ILiveFeeds feeds, LiveObjects handler, TimeProvider time) : IDisposable
{
    /// <summary>How long the watch of events outlives the last wait.</summary>
    internal static readonly TimeSpan Linger = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<FeedKey, SharedFeed> _open = new();

    /// <summary>Begins or joins the watches of these keys.</summary>
    public void Acquire(IEnumerable<FeedKey> keys)
    {
        lock (_gate)
        {
            foreach (FeedKey key in keys)
            {
                if (!_open.TryGetValue(key, out SharedFeed? shared))
                {
                    shared = new SharedFeed(Open(key));
                    _open[key] = shared;
                }

                shared.Users++;
            }
        }
    }

    /// <summary>Leaves the watches of these keys; those that nobody uses any more end, that of events after a while: the next wait may begin at once.</summary>
    public void Release(IEnumerable<FeedKey> keys)
    {
        List<SharedFeed> unused = [];
        lock (_gate)
        {
            foreach (FeedKey key in keys)
            {
                if (!_open.TryGetValue(key, out SharedFeed? shared) || --shared.Users > 0)
                {
                    continue;
                }

                if (key.Kind == FeedPlan.Events)
                {
                    shared.EndAfter(Linger, time, () => EndUnused(key, shared));
                }
                else
                {
                    _open.TryRemove(key, out _);
                    unused.Add(shared);
                }
            }
        }

        unused.ForEach(feed => feed.Dispose());
    }

    private void EndUnused(FeedKey key, SharedFeed shared)
    {
        lock (_gate)
        {
            if (shared.Users > 0 || !_open.TryRemove(KeyValuePair.Create(key, shared)))
            {
                return;
            }
        }

        shared.Dispose();
    }

    /// <summary>The feed of pods; null where it does not run.</summary>
    public ILiveFeed<LivePod>? Pods(FeedKey key) => _open.TryGetValue(key, out SharedFeed? shared) ? shared.Feed as ILiveFeed<LivePod> : null;

    /// <summary>The feed of events; null where it does not run.</summary>
    public ILiveFeed<LiveEvent>? Events(FeedKey key) => _open.TryGetValue(key, out SharedFeed? shared) ? shared.Feed as ILiveFeed<LiveEvent> : null;

    /// <summary>The feed of objects; null where it does not run.</summary>
    public ILiveFeed<LiveObject>? Objects(FeedKey key) => _open.TryGetValue(key, out SharedFeed? shared) ? shared.Feed as ILiveFeed<LiveObject> : null;

    /// <summary>Whether the feed has listed everything, or is one that may be missing.</summary>
    public bool HasSynced(FeedKey key) => FeedPlan.AreLivePods(key)
        ? Pods(key) is { HasSynced: true }
        : Objects(key) is { } feed && (feed.HasSynced || (FeedPlan.IsOptional(key) && feed.Trouble is not null));

    /// <summary>Whether a kind that is watched, in whatever namespace, has a status subresource.</summary>
    public bool HasStatusSubresource(GroupVersionKind kind) =>
        _open.Any(open => open.Key.Kind == kind && open.Value.Feed is ILiveFeed<LiveObject> { HasStatusSubresource: true });

    public string? TroubleOf(FeedKey key) => FeedPlan.AreLivePods(key) ? Pods(key)?.Trouble : Objects(key)?.Trouble;

    private IDisposable Open(FeedKey key) =>
        FeedPlan.AreLivePods(key) ? feeds.OpenPods(key, handler) : key.Kind == FeedPlan.Events ? feeds.OpenEvents(key, handler) : feeds.OpenObjects(key, handler);

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (SharedFeed shared in _open.Values)
            {
                shared.Dispose();
            }

            _open.Clear();
        }
    }
}
