using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>Sessions with registries, one for each set of keys: a Secret that changes, or another one, begins anew. Bounded; the least recently used go first. Thread-safe.</summary>
/// <param name="max">How many are kept.</param>
internal sealed class RegistrySessions(int max)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, OciSession Session)>> _sessions = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, OciSession Session)> _recent = new();

    /// <summary>The session with a registry.</summary>
    /// <param name="origin">The registry.</param>
    /// <param name="keys">How it is spoken to.</param>
    public OciSession Get(Uri origin, ServerKeys keys)
    {
        string key = $"{origin}\n{keys.Identity}";
        lock (_gate)
        {
            if (_sessions.TryGetValue(key, out LinkedListNode<(string Key, OciSession Session)>? node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value.Session;
            }

            _sessions[key] = _recent.AddFirst((key, new OciSession()));
            if (_sessions.Count > max)
            {
                _sessions.Remove(_recent.Last!.Value.Key);
                _recent.RemoveLast();
            }

            return _recent.First!.Value.Session;
        }
    }
}
