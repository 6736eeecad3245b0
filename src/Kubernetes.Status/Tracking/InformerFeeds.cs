using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Feeds by informers: one list and one watch each, of which only projections are kept.</summary>
public sealed class InformerFeeds(IKubernetesClient client, TimeProvider time, ILogger<InformerFeeds> logger) : ILiveFeeds
{
    public ILiveFeed<LivePod> OpenPods(FeedKey key, ILiveFeedHandler<LivePod> handler) => Open(key, PodDecoder.Decode, pod => pod.ControllerUid, handler);

    public ILiveFeed<LiveObject> OpenObjects(FeedKey key, ILiveFeedHandler<LiveObject> handler) =>
        Open(key, ObjectDecoder.For(key.Kind, key.IsWhole), live => live.ControllerUid, handler);

    public ILiveFeed<LiveEvent> OpenEvents(FeedKey key, ILiveFeedHandler<LiveEvent> handler) => Open(key, item => EventDecoder.Decode(item)!, each => each.RegardingUid, handler);

    private InformerFeed<T> Open<T>(FeedKey key, ResourceDecoder<T> decoder, Func<T, string?> controllerOf, ILiveFeedHandler<T> handler)
        where T : class
    {
        InformerFeed<T> feed = new(client, key, decoder, controllerOf, handler, time, logger);
        feed.Start();
        return feed;
    }
}
