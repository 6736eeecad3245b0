namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A feed and how many releases use it. Its owner holds the lock, but for <see cref="Dispose"/>.</summary>
internal sealed class SharedFeed(IDisposable feed) : IDisposable
{
    private ITimer? _end;

    public IDisposable Feed => feed;

    public int Users { get; set; }

    /// <summary>Calls back once, later; a call before is forgotten.</summary>
    public void EndAfter(TimeSpan delay, TimeProvider time, Action end)
    {
        _end?.Dispose();
        _end = time.CreateTimer(_ => end(), null, delay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _end?.Dispose();
        feed.Dispose();
    }
}
