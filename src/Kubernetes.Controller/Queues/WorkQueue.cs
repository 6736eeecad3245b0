namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>A queue of keys: a key waits at most once, is handed to one worker at a time, and is handed out again if it was added meanwhile.</summary>
/// <remarks>client-go <c>util/workqueue</c>: queue, dirty and processing sets, delays and rate limits. Thread-safe.</remarks>
public sealed class WorkQueue<TKey> : IDisposable, IQueueGauge
    where TKey : notnull
{
    // Timers take at most 49 days; a longer wait is armed again.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly IRateLimiter<TKey> _limiter;
    private readonly Lock _gate = new();

    /// <summary>Order; every key here is dirty and not processing.</summary>
    private readonly ReadyKeys<TKey> _ready = new();

    /// <summary>Dirty keys that go before the others.</summary>
    private readonly HashSet<TKey> _urgent = [];

    /// <summary>Keys that must run (again), and since when.</summary>
    private readonly Dictionary<TKey, long> _dirty = [];

    /// <summary>Keys handed out whose lease has not come back, and since when.</summary>
    private readonly Dictionary<TKey, long> _processing = [];

    /// <summary>The earliest delayed add of each key.</summary>
    private readonly Dictionary<TKey, long> _dueAt = [];

    /// <summary>Delayed adds in order; entries that <see cref="_dueAt"/> does not confirm are void.</summary>
    private readonly PriorityQueue<TKey, long> _delayed = new();

    /// <summary>One permit for each ready key, and one more that is handed on when the queue is shut down.</summary>
    private readonly SemaphoreSlim _available = new(0);

    private readonly ITimer _timer;
    private readonly QueueMetrics _metrics;
    private bool _isShutDown;

    /// <param name="name">Names the queue in the metrics.</param>
    /// <param name="limiter">How long failed keys wait; null for client-go's default.</param>
    /// <param name="time">Null for the system's.</param>
    public WorkQueue(string name, IRateLimiter<TKey>? limiter = null, TimeProvider? time = null)
    {
        Name = name;
        _time = time ?? TimeProvider.System;
        _limiter = limiter ?? new ExponentialRateLimiter<TKey>(new ExponentialRateLimiterOptions(), _time);
        _timer = _time.CreateTimer(static queue => ((WorkQueue<TKey>)queue!).Promote(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _metrics = new QueueMetrics(this);
    }

    public string Name { get; }

    /// <summary>How many keys are ready.</summary>
    public int Depth
    {
        get
        {
            lock (_gate)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>How long the keys that are handed out have been so, in all.</summary>
    public TimeSpan UnfinishedWork
    {
        get
        {
            lock (_gate)
            {
                return _processing.Values.Aggregate(TimeSpan.Zero, (sum, since) => sum + _time.GetElapsedTime(since));
            }
        }
    }

    /// <summary>How long the key that has been handed out longest has been so.</summary>
    public TimeSpan LongestRunning
    {
        get
        {
            lock (_gate)
            {
                return _processing.Count == 0 ? TimeSpan.Zero : _time.GetElapsedTime(_processing.Values.Min());
            }
        }
    }

    /// <summary>The key must run; at once if it is not running.</summary>
    public void Add(TKey key) => Add(key, isUrgent: false);

    /// <summary>The key must run; at once if it is not running.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isUrgent">It goes before those that are not (controller-runtime's priority queue): somebody waits for it. The others still have every fifth turn.</param>
    public void Add(TKey key, bool isUrgent)
    {
        lock (_gate)
        {
            AddLocked(key, isUrgent);
        }
    }

    /// <summary>The key must run after this time; of several such times the earliest holds. A time that is not positive means at once.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            if (delay <= TimeSpan.Zero)
            {
                AddLocked(key);
                return;
            }

            long due = _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency);
            if (_isShutDown || (_dueAt.TryGetValue(key, out long known) && known <= due))
            {
                return;
            }

            _dueAt[key] = due;
            _delayed.Enqueue(key, due);
            ArmTimerLocked();
        }
    }

    /// <summary>The key failed: it must run again when the rate limiter allows.</summary>
    public void AddRateLimited(TKey key)
    {
        _metrics.Retried();
        AddAfter(key, _limiter.When(key));
    }

    /// <summary>The key is well: its failures are forgotten. It stays in the queue if it is there.</summary>
    public void Forget(TKey key) => _limiter.Forget(key);

    /// <summary>How often the key has failed since it was last forgotten.</summary>
    public int NumRequeues(TKey key) => _limiter.NumRequeues(key);

    /// <summary>Waits for a key that must run and hands it out.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the queue was shut down and is empty.</exception>
    public async ValueTask<WorkLease<TKey>> TakeAsync(CancellationToken ct)
    {
        await _available.WaitAsync(ct);
        lock (_gate)
        {
            if (!_ready.TryDequeue(out TKey? key))
            {
                _available.Release();
                throw new OperationCanceledException($"the queue {Name} was shut down");
            }

            long now = _time.GetTimestamp();
            _dirty.Remove(key, out long since);
            _urgent.Remove(key);
            _processing.Add(key, now);
            _metrics.Taken(_time.GetElapsedTime(since, now));
            return new WorkLease<TKey>(this, key);
        }
    }

    /// <summary>Takes in nothing more and forgets what is delayed; what is ready is still handed out, then takers are cancelled.</summary>
    public void ShutDown()
    {
        lock (_gate)
        {
            if (!_isShutDown)
            {
                _isShutDown = true;
                _delayed.Clear();
                _dueAt.Clear();
                _available.Release();
            }
        }
    }

    /// <summary>Shuts down, and takes the queue out of the metrics. Leases that are out may still come back.</summary>
    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
        _metrics.Dispose();
    }

    internal void Done(TKey key)
    {
        lock (_gate)
        {
            if (!_processing.Remove(key, out long since))
            {
                return;
            }

            _metrics.Worked(_time.GetElapsedTime(since));
            if (_dirty.ContainsKey(key))
            {
                _ready.Enqueue(key, _urgent.Contains(key));
                _available.Release();
            }
        }
    }

    private void AddLocked(TKey key, bool isUrgent = false)
    {
        if (_isShutDown)
        {
            return;
        }

        bool isRunning = _processing.ContainsKey(key);
        bool isNowUrgent = isUrgent && _urgent.Add(key);
        if (_dirty.TryAdd(key, _time.GetTimestamp()))
        {
            _metrics.Added();
            if (!isRunning)
            {
                _ready.Enqueue(key, isUrgent);
                _available.Release();
            }
        }
        else if (isNowUrgent && !isRunning)
        {
            _ready.Promote(key);
        }
    }

    private void Promote()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            while (_delayed.TryPeek(out TKey? key, out long due) && due <= now)
            {
                _delayed.Dequeue();
                if (_dueAt.TryGetValue(key, out long confirmed) && confirmed == due)
                {
                    _dueAt.Remove(key);
                    AddLocked(key);
                }
            }

            ArmTimerLocked();
        }
    }

    private void ArmTimerLocked()
    {
        if (_delayed.TryPeek(out _, out long due))
        {
            // Rounded up: a timer that is early by less than a millisecond would only be armed again.
            TimeSpan wait = _time.GetElapsedTime(_time.GetTimestamp(), due);
            wait = wait <= TimeSpan.Zero ? TimeSpan.Zero : wait + TimeSpan.FromMilliseconds(1);
            _timer.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
        }
    }
}
