namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>A key that was handed out: nobody else gets it until this is disposed.</summary>
public sealed class WorkLease<TKey> : IDisposable
    where TKey : notnull
{
    private WorkQueue<TKey>? _queue;

    internal WorkLease(WorkQueue<TKey> queue, TKey key)
    {
        _queue = queue;
        Key = key;
    }

    public TKey Key { get; }

    /// <summary>Gives the key back; if it was added meanwhile it is ready again. A second call does nothing.</summary>
    public void Dispose() => Interlocked.Exchange(ref _queue, null)?.Done(Key);
}
