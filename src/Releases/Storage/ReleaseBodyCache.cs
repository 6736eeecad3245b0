using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Storage;

/// <summary>Bodies of revisions by key and resource version, bounded by their estimated size; the least recently used go first. Thread-safe.</summary>
/// <param name="maxBytes">Bound on the estimated sizes.</param>
public sealed class ReleaseBodyCache(long maxBytes)
{
    // A decoded record is several times its compressed, twice encoded form.
    private const int Growth = 6;

    private readonly Lock _gate = new();
    private readonly Dictionary<NamespacedName, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recent = new();
    private long _bytes;

    /// <summary>The body, or null where it is not here in that version.</summary>
    public StoredRevision? Find(NamespacedName key, string version)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<Entry>? node) || node.Value.Body.ResourceVersion != version)
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Body;
        }
    }

    public void Add(NamespacedName key, StoredRevision body, int encodedBytes)
    {
        lock (_gate)
        {
            RemoveLocked(key);
            Entry entry = new(key, body, (long)encodedBytes * Growth);
            _entries[key] = _recent.AddFirst(entry);
            _bytes += entry.Size;
            while (_bytes > maxBytes && _recent.Last is { } oldest && oldest != _recent.First)
            {
                RemoveLocked(oldest.Value.Key);
            }
        }
    }

    public void Remove(NamespacedName key)
    {
        lock (_gate)
        {
            RemoveLocked(key);
        }
    }

    private void RemoveLocked(NamespacedName key)
    {
        if (_entries.Remove(key, out LinkedListNode<Entry>? node))
        {
            _recent.Remove(node);
            _bytes -= node.Value.Size;
        }
    }

    private sealed record Entry(NamespacedName Key, StoredRevision Body, long Size);
}
