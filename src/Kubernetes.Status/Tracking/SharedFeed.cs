namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A feed and how many releases use it.</summary>
internal sealed class SharedFeed(IDisposable feed)
{
    public IDisposable Feed => feed;

    public int Users { get; set; }
}
