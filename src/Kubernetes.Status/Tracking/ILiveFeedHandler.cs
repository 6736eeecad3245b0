namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Is told of what a feed shows, after the feed itself knows it; calls of one feed come one at a time.</summary>
public interface ILiveFeedHandler<in T>
    where T : class
{
    /// <summary>The objects that somebody waits for: where a watch is refused they are read one by one.</summary>
    IReadOnlyCollection<Client.Objects.NamespacedName> Wanted(FeedKey key);

    /// <summary>An object is new (before is null) or changed.</summary>
    void Saw(T? before, T now);

    /// <summary>An object is gone.</summary>
    void Gone(T last);

    /// <summary>The first list is complete, or trouble came or went.</summary>
    void SyncChanged();
}
