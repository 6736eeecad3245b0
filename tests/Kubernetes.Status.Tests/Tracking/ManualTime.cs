namespace Steersman.Kubernetes.Status.Tests.Tracking;

/// <summary>Time that a test moves; the wall clock may be stepped apart from it.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _elapsed;

    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(_elapsed) + Step;

    public override long GetTimestamp() => _elapsed;

    public void Advance(double seconds)
    {
        _elapsed += TimeSpan.FromSeconds(seconds).Ticks;
        foreach (ManualTimer due in _timers.Where(timer => timer.DueAt <= _elapsed).ToList())
        {
            _timers.Remove(due);
            due.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(callback, state, _elapsed + dueTime.Ticks, this);
        _timers.Add(timer);
        return timer;
    }

    private sealed class ManualTimer(TimerCallback callback, object? state, long dueAt, ManualTime owner) : ITimer
    {
        public long DueAt => dueAt;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => owner._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
