namespace Steersman.Kubernetes.Status.Tests.Tracking;

/// <summary>Time that a test moves; the wall clock may be stepped apart from it.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private long _elapsed;

    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(_elapsed) + Step;

    public override long GetTimestamp() => _elapsed;

    public void Advance(double seconds) => _elapsed += TimeSpan.FromSeconds(seconds).Ticks;
}
