namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>The right to use a shared informer; it stops when the last such right is disposed.</summary>
public sealed class InformerLease<T> : IDisposable
    where T : class
{
    private Action? _release;

    internal InformerLease(IInformer<T> informer, Action release)
    {
        Informer = informer;
        _release = release;
    }

    public IInformer<T> Informer { get; }

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
