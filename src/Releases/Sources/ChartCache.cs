using Steersman.Helm.Charts;

namespace Steersman.Releases.Sources;

/// <summary>Parsed charts by the digest of their archives, bounded by the bytes of the archives; the least recently used go first. Thread-safe.</summary>
/// <param name="maxBytes">Bound on the sum of the archives' sizes.</param>
public sealed class ChartCache(long maxBytes)
{
    private readonly System.Threading.Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();
    private long _bytes;

    /// <summary>The chart, or null where it is not (or no longer) here.</summary>
    public Chart? Find(string digest)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(digest, out LinkedListNode<Entry>? node))
            {
                return null;
            }

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Chart;
        }
    }

    /// <summary>Keeps a chart; charts are immutable and shared between renders.</summary>
    public void Add(string digest, Chart chart, long size)
    {
        lock (_gate)
        {
            if (_entries.ContainsKey(digest))
            {
                return;
            }

            _entries[digest] = _recent.AddFirst(new Entry(digest, chart, size));
            _bytes += size;
            while (_bytes > maxBytes && _recent.Last is { } oldest && oldest != _recent.First)
            {
                _recent.RemoveLast();
                _entries.Remove(oldest.Value.Digest);
                _bytes -= oldest.Value.Size;
            }
        }
    }

    private sealed record Entry(string Digest, Chart Chart, long Size);
}
