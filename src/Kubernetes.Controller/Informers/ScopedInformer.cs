using Microsoft.Extensions.Logging;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Follows the objects of a kind in all namespaces, or in those that are named: by one informer for each. Thread-safe.</summary>
public sealed class ScopedInformer<T> : IInformer<T>
    where T : class
{
    private readonly Dictionary<string, Informer<T>> _byNamespace = new(StringComparer.Ordinal);
    private readonly Informer<T>[] _informers;

    /// <param name="reader">Lists and watches the kind.</param>
    /// <param name="options">As for one informer; their namespace is not looked at.</param>
    /// <param name="namespaces">The namespaces; empty for all.</param>
    /// <param name="logger">For the informers.</param>
    public ScopedInformer(IResourceReader<T> reader, InformerOptions<T> options, IReadOnlyCollection<string> namespaces, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(namespaces);
        if (namespaces.Count == 0)
        {
            _informers = [new Informer<T>(reader, options with { Namespace = null }, logger)];
            Store = _informers[0].Store;
            return;
        }

        foreach (string ns in namespaces)
        {
            _byNamespace.TryAdd(ns, new Informer<T>(reader, options with { Namespace = ns }, logger));
        }

        _informers = [.. _byNamespace.Values];
        Store = _informers is [{ } only] ? only.Store : new ScopedStore<T>(_byNamespace.ToDictionary(entry => entry.Key, entry => entry.Value.Store, StringComparer.Ordinal));
    }

    public IIndexedStore<T> Store { get; }

    public bool HasSynced => Array.TrueForAll(_informers, static informer => informer.HasSynced);

    /// <summary>The server's version up to which the objects of a namespace are complete; null before its first list, and where it is not followed.</summary>
    public string? LastVersionOf(string ns) => _byNamespace.Count == 0 ? _informers[0].LastVersion : _byNamespace.GetValueOrDefault(ns)?.LastVersion;

    public Task WaitForSyncAsync(CancellationToken ct) => Task.WhenAll(_informers.Select(informer => informer.WaitForSyncAsync(ct)));

    public IDisposable Subscribe(IResourceEventHandler<T> handler) => new Subscription([.. _informers.Select(informer => informer.Subscribe(handler))]);

    public Task RunAsync(CancellationToken ct) => Task.WhenAll(_informers.Select(informer => informer.RunAsync(ct)));

    private sealed class Subscription(IDisposable[] parts) : IDisposable
    {
        public void Dispose()
        {
            foreach (IDisposable part in parts)
            {
                part.Dispose();
            }
        }
    }
}
