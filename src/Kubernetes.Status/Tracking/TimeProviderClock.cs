namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>A wall clock that no step of the system's clock moves: it is read once, and goes on with the monotonic one.</summary>
internal sealed class TimeProviderClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
