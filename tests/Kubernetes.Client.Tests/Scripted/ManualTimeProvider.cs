namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>A clock that moves when it is told to. Timers run on the thread that moves it.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource Seen)> _watchers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Added to the wall clock alone, as when somebody sets it.</summary>
    public TimeSpan WallClockError { get; set; }

    public override DateTimeOffset GetUtcNow() => Read() + WallClockError;

    public override long GetTimestamp() => Read().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and runs every timer that comes due, each at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target = Read() + by;
        while (TakeDue(target) is { } timer)
        {
            timer.Run();
        }

        lock (_gate)
        {
            _now = target;
        }
    }

    /// <summary>Ends when a timer with such a due time is running, be it armed before or after this call.</summary>
    public Task TimerAsync(Func<TimeSpan, bool> wanted)
    {
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_timers.Any(timer => wanted(timer.DueTime)))
            {
                return Task.CompletedTask;
            }

            _watchers.Add((wanted, seen));
        }

        return seen.Task.WaitAsync(Deadline.Time);
    }

    public Task TimerAsync(TimeSpan dueTime) => TimerAsync(due => due == dueTime);

    private DateTimeOffset Read()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset target)
    {
        lock (_gate)
        {
            ManualTimer? first = _timers.Where(timer => timer.DueAt <= target).MinBy(timer => timer.DueAt);
            if (first is not null)
            {
                _now = first.DueAt > _now ? first.DueAt : _now;
                _timers.Remove(first);
            }

            return first;
        }
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueTime = dueTime;
            timer.DueAt = _now + dueTime;
            _timers.Add(timer);
            foreach ((_, TaskCompletionSource seen) in _watchers.Where(watcher => watcher.Wanted(dueTime)))
            {
                seen.TrySetResult();
            }
        }

        if (dueTime <= TimeSpan.Zero)
        {
            Advance(TimeSpan.Zero);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        internal DateTimeOffset DueAt { get; set; }

        internal TimeSpan DueTime { get; set; }

        internal void Run() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            owner.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => owner.Arm(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
