namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>The longer of two waits: one that doubles with each failure of the key, and one that all keys share (client-go <c>DefaultTypedControllerRateLimiter</c>).</summary>
public sealed class ExponentialRateLimiter<TKey>(ExponentialRateLimiterOptions options, TimeProvider time) : IRateLimiter<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly long _epoch = time.GetTimestamp();

    /// <summary>When the bucket would be full again, in seconds since the epoch of this limiter.</summary>
    private double _fullAt;

    public ExponentialRateLimiter()
        : this(new ExponentialRateLimiterOptions(), TimeProvider.System)
    {
    }

    public TimeSpan When(TKey key)
    {
        lock (_gate)
        {
            int failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures == int.MaxValue ? failures : failures + 1;

            // Beyond 2^40 the maximum is long reached; the shift must not overflow.
            double own = options.BaseDelay.TotalSeconds * (1L << Math.Min(failures, 40));
            return TimeSpan.FromSeconds(Math.Max(Math.Min(own, options.MaxDelay.TotalSeconds), ReserveLocked()));
        }
    }

    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _failures.Remove(key);
        }
    }

    public int NumRequeues(TKey key)
    {
        lock (_gate)
        {
            return _failures.GetValueOrDefault(key);
        }
    }

    /// <summary>Takes a token of the bucket, perhaps one of the future, and says how long until it is there.</summary>
    private double ReserveLocked()
    {
        double now = time.GetElapsedTime(_epoch).TotalSeconds;
        _fullAt = Math.Max(_fullAt, now) + (1 / options.TokensPerSecond);
        return Math.Max(0, _fullAt - now - (options.Burst / options.TokensPerSecond));
    }
}
