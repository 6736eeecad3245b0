namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>Says how long a key that failed has to wait. Thread-safe.</summary>
public interface IRateLimiter<in TKey>
    where TKey : notnull
{
    /// <summary>Counts a failure of the key and says how long it has to wait.</summary>
    TimeSpan When(TKey key);

    /// <summary>The key is well again: its failures are forgotten.</summary>
    void Forget(TKey key);

    /// <summary>How often the key has failed since it was last forgotten.</summary>
    int NumRequeues(TKey key);
}
