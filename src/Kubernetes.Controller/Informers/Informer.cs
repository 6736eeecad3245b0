using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Follows the objects of one kind, or what a projection keeps of them. A projection that gives null leaves the object out.</summary>
public sealed class Informer<T> : IInformer<T>, IReflectorSink<T>
    where T : class
{
    private readonly IndexedStore<T> _store;
    private readonly Reflector<T> _reflector;
    private readonly InformerOptions<T> _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Held while the store changes and handlers are told, so that a new handler sees everything exactly once.</summary>
    private readonly Lock _dispatch = new();
    private ImmutableArray<IResourceEventHandler<T>> _handlers = [];
    private volatile string? _lastVersion;

    public Informer(IResourceReader<T> reader, InformerOptions<T> options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _store = new IndexedStore<T>(options.Indexers);
        _reflector = new Reflector<T>(reader, options, this, logger);
    }

    public IIndexedStore<T> Store => _store;

    public bool HasSynced => _synced.Task.IsCompleted;

    /// <summary>The server's version up to which the store is complete; null before the first list. Read before the store, it tells what the store must show.</summary>
    public string? LastVersion => _lastVersion;

    public Task WaitForSyncAsync(CancellationToken ct) => _synced.Task.WaitAsync(ct);

    public IDisposable Subscribe(IResourceEventHandler<T> handler)
    {
        lock (_dispatch)
        {
            _handlers = _handlers.Add(handler);
            foreach (NamespacedName key in _store.Keys())
            {
                Tell(handler, new StoreChange<T>(key, null, _store.Get(key)));
            }
        }

        return new Subscription(this, handler);
    }

    public Task RunAsync(CancellationToken ct) => _reflector.RunAsync(ct);

    void IReflectorSink<T>.Replace(IReadOnlyList<ResourceEntry<T>> entries)
    {
        lock (_dispatch)
        {
            foreach (StoreChange<T> change in _store.Replace(entries))
            {
                Tell(change);
            }
        }

        if (_synced.TrySetResult())
        {
            InformerLog.Synced(_logger, _options.Name, _store.Count);
        }
    }

    void IReflectorSink<T>.Apply(in WatchEvent<T> change)
    {
        lock (_dispatch)
        {
            T? resource = change.Type == WatchEventType.Deleted ? null : change.Resource;
            T? old = _store.Set(change.Key, resource, change.ResourceVersion);

            // Of a deletion the last state is told: that of the event if it has one, else the stored one.
            Tell(change.Type == WatchEventType.Deleted && old is not null ? new StoreChange<T>(change.Key, change.Resource ?? old, null) : new StoreChange<T>(change.Key, old, resource));
        }
    }

    void IReflectorSink<T>.CaughtUp(string version) => _lastVersion = version;

    private void Tell(StoreChange<T> change)
    {
        foreach (IResourceEventHandler<T> handler in _handlers)
        {
            Tell(handler, change);
        }
    }

    private void Tell(IResourceEventHandler<T> handler, StoreChange<T> change)
    {
        try
        {
            switch (change)
            {
                case { Old: null, New: { } added }:
                    handler.OnAdded(change.Key, added);
                    break;
                case { Old: { } old, New: { } updated }:
                    handler.OnUpdated(change.Key, old, updated);
                    break;
                case { Old: { } last, New: null }:
                    handler.OnDeleted(change.Key, last);
                    break;
            }
        }
        catch (Exception e)
        {
            InformerLog.HandlerFailed(_logger, e, _options.Name, change.Key.ToString());
        }
    }

    private void Unsubscribe(IResourceEventHandler<T> handler)
    {
        lock (_dispatch)
        {
            _handlers = _handlers.Remove(handler);
        }
    }

    private sealed class Subscription(Informer<T> informer, IResourceEventHandler<T> handler) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                informer.Unsubscribe(handler);
            }
        }
    }
}
