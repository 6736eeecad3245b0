using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Objects by key, with indexes.</summary>
internal sealed class IndexedStore<T> : IIndexedStore<T>
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, Stored> _items = [];
    private readonly Dictionary<string, StoreIndex<T>> _indexes = new(StringComparer.Ordinal);

    internal IndexedStore(IReadOnlyDictionary<string, IndexFunction<T>> indexers)
    {
        foreach ((string name, IndexFunction<T> function) in indexers)
        {
            _indexes.Add(name, new StoreIndex<T>(function));
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    public T? Get(NamespacedName key)
    {
        lock (_gate)
        {
            return _items.TryGetValue(key, out Stored item) ? item.Resource : null;
        }
    }

    public string? ResourceVersionOf(NamespacedName key)
    {
        lock (_gate)
        {
            return _items.TryGetValue(key, out Stored item) ? item.ResourceVersion : null;
        }
    }

    public IReadOnlyList<T> List(string? @namespace = null)
    {
        lock (_gate)
        {
            return [.. _items.Where(item => IsIn(item.Key, @namespace)).Select(item => item.Value.Resource)];
        }
    }

    public IReadOnlyList<NamespacedName> Keys(string? @namespace = null)
    {
        lock (_gate)
        {
            return [.. _items.Keys.Where(key => IsIn(key, @namespace))];
        }
    }

    public IReadOnlyList<T> ByIndex(string index, string value)
    {
        lock (_gate)
        {
            return [.. IndexOf(index).Find(value).Select(key => _items[key].Resource)];
        }
    }

    public IReadOnlyList<NamespacedName> KeysByIndex(string index, string value)
    {
        lock (_gate)
        {
            return [.. IndexOf(index).Find(value)];
        }
    }

    /// <summary>Stores an object, or what is kept of it; null removes it. Returns what was there.</summary>
    internal T? Set(NamespacedName key, T? resource, string resourceVersion)
    {
        lock (_gate)
        {
            return SetLocked(key, resource, resourceVersion);
        }
    }

    /// <summary>Makes the store equal to a list; gives each object that differs, with what was there and what is there now.</summary>
    internal List<StoreChange<T>> Replace(IReadOnlyList<ResourceEntry<T>> entries)
    {
        List<StoreChange<T>> changes = [];
        lock (_gate)
        {
            HashSet<NamespacedName> gone = [.. _items.Keys];
            _items.EnsureCapacity(entries.Count);
            foreach (ResourceEntry<T> entry in entries)
            {
                gone.Remove(entry.Key);
                bool isKnown = _items.TryGetValue(entry.Key, out Stored known);
                if (!isKnown || !string.Equals(known.ResourceVersion, entry.ResourceVersion, StringComparison.Ordinal))
                {
                    changes.Add(new StoreChange<T>(entry.Key, SetLocked(entry.Key, entry.Value, entry.ResourceVersion), entry.Value));
                }
            }

            foreach (NamespacedName key in gone)
            {
                changes.Add(new StoreChange<T>(key, SetLocked(key, null, string.Empty), null));
            }
        }

        return changes;
    }

    private static bool IsIn(NamespacedName key, string? @namespace) => @namespace is null || string.Equals(key.Namespace, @namespace, StringComparison.Ordinal);

    private T? SetLocked(NamespacedName key, T? resource, string resourceVersion)
    {
        T? old = _items.TryGetValue(key, out Stored known) ? known.Resource : null;
        foreach (StoreIndex<T> index in _indexes.Values)
        {
            index.Update(key, old, resource);
        }

        if (resource is null)
        {
            _items.Remove(key);
        }
        else
        {
            _items[key] = new Stored(resource, resourceVersion);
        }

        return old;
    }

    private StoreIndex<T> IndexOf(string name) => _indexes.GetValueOrDefault(name) ?? throw new ArgumentException($"there is no index {name}", nameof(name));

    private readonly record struct Stored(T Resource, string ResourceVersion);
}
