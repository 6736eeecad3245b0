using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Begins watches. What it answers is not synced yet; it never blocks and never throws for what the server says.</summary>
public interface ILiveFeeds
{
    ILiveFeed<LivePod> OpenPods(FeedKey key, ILiveFeedHandler<LivePod> handler);

    /// <summary>The warnings that rules read.</summary>
    ILiveFeed<LiveEvent> OpenEvents(FeedKey key, ILiveFeedHandler<LiveEvent> handler);

    ILiveFeed<LiveObject> OpenObjects(FeedKey key, ILiveFeedHandler<LiveObject> handler);
}
