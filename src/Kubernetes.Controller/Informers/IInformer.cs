namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Keeps a store equal to what the server has, and tells handlers of changes. Thread-safe.</summary>
public interface IInformer<T>
    where T : class
{
    IIndexedStore<T> Store { get; }

    /// <summary>True once the store has been filled and the handlers were told; it stays true.</summary>
    bool HasSynced { get; }

    Task WaitForSyncAsync(CancellationToken ct);

    /// <summary>Tells a handler of everything that is there, then of every change, until the result is disposed.</summary>
    IDisposable Subscribe(IResourceEventHandler<T> handler);

    /// <summary>Works until the token is cancelled; then it throws <see cref="OperationCanceledException"/>. Errors of the server are waited out.</summary>
    Task RunAsync(CancellationToken ct);
}
