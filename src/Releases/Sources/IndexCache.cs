using Steersman.Helm.Registry;

namespace Steersman.Releases.Sources;

/// <summary>Indexes of repositories, shared by the releases that ask alike: who waits for a fetch that began after it asked is given its result. Bounded by the sum of their versions; the least recently used go first. Thread-safe.</summary>
/// <param name="maxVersions">Bound on the sum of the versions.</param>
/// <param name="time">The clock.</param>
internal sealed class IndexCache(int maxVersions, TimeProvider time)
{
    private readonly System.Threading.Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();
    private long _versions;

    /// <summary>The index, as it is now.</summary>
    /// <param name="key">Tells repositories, and those who ask, from one another.</param>
    /// <param name="fetch">Fetches it, given the ETag of the one that is at hand.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<IndexFile> GetAsync(string key, Func<string?, Task<IndexDownload>> fetch, CancellationToken cancellation)
    {
        long asked = time.GetTimestamp();
        Entry entry = Use(key);
        await entry.Fetching.WaitAsync(cancellation);
        try
        {
            if (entry.Index is { } known && entry.StartedAt >= asked)
            {
                return known;
            }

            long started = time.GetTimestamp();
            IndexDownload download = await fetch(entry.Index is null ? null : entry.ETag);
            entry.ETag = download.ETag;
            entry.StartedAt = started;
            Keep(entry, download.Index ?? entry.Index!);
            return entry.Index!;
        }
        finally
        {
            entry.Fetching.Release();
        }
    }

    private Entry Use(string key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                _recent.Remove(node);
                _recent.AddFirst(node);
                return node.Value;
            }

            Entry entry = new(key);
            _entries[key] = _recent.AddFirst(entry);
            return entry;
        }
    }

    private void Keep(Entry entry, IndexFile index)
    {
        int versions = index.Entries.Sum(chart => chart.Value.Count);
        lock (_gate)
        {
            // One that fell out meanwhile is used by whoever waits for it, and no longer counted.
            bool isKept = _entries.TryGetValue(entry.Key, out LinkedListNode<Entry>? node) && node.Value == entry;
            _versions += isKept ? versions - entry.Versions : 0;
            entry.Index = index;
            entry.Versions = versions;
            while (_versions > maxVersions && _recent.Last is { } oldest && oldest != _recent.First)
            {
                _recent.RemoveLast();
                _entries.Remove(oldest.Value.Key);
                _versions -= oldest.Value.Versions;
            }
        }
    }

    private sealed class Entry(string key)
    {
        public string Key => key;

        public SemaphoreSlim Fetching { get; } = new(1, 1);

        public IndexFile? Index { get; set; }

        public string? ETag { get; set; }

        public long StartedAt { get; set; }

        public int Versions { get; set; }
    }
}
