using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Keys by the values of one index function. Not thread-safe: its store is.</summary>
internal sealed class StoreIndex<T>(IndexFunction<T> function)
    where T : class
{
    private readonly Dictionary<string, HashSet<NamespacedName>> _keys = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<NamespacedName> Find(string value) => _keys.TryGetValue(value, out HashSet<NamespacedName>? keys) ? keys : [];

    internal void Update(NamespacedName key, T? old, T? resource)
    {
        if (old is not null)
        {
            foreach (string value in function(key, old))
            {
                if (_keys.TryGetValue(value, out HashSet<NamespacedName>? keys) && keys.Remove(key) && keys.Count == 0)
                {
                    _keys.Remove(value);
                }
            }
        }

        if (resource is not null)
        {
            foreach (string value in function(key, resource))
            {
                (_keys.TryGetValue(value, out HashSet<NamespacedName>? keys) ? keys : _keys[value] = []).Add(key);
            }
        }
    }
}
