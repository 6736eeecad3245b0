namespace Steersman.GoTemplate.Values;

/// <summary>What a <see cref="ValueMap"/> holds: a few entries side by side, which are found by looking at each; beyond that a hash table.</summary>
/// <remarks>Most maps of values and manifests have a handful of keys: they take a third of what a hash table takes, and are found as fast.</remarks>
internal sealed class ValueMapItems
{
    private const int MostSearched = 8;

    private KeyValuePair<string, Value>[] _few = [];
    private int _count;
    private Dictionary<string, Value>? _many;

    public ValueMapItems(int capacity)
    {
        if (capacity > MostSearched)
        {
            _many = new Dictionary<string, Value>(capacity, StringComparer.Ordinal);
        }
        else if (capacity > 0)
        {
            _few = new KeyValuePair<string, Value>[capacity];
        }
    }

    public int Count => _many?.Count ?? _count;

    public IReadOnlyCollection<string> Keys => _many is null ? Array.ConvertAll(_few[.._count], static entry => entry.Key) : _many.Keys;

    /// <summary>The first <see cref="Count"/> are the entries, where <see cref="Many"/> is null. An entry may change under who reads them, none goes.</summary>
    public KeyValuePair<string, Value>[] Few => _few;

    /// <summary>The hash table; null as long as there are few.</summary>
    public Dictionary<string, Value>? Many => _many;

    public bool TryGetValue(string key, out Value value)
    {
        if (_many is not null)
        {
            return _many.TryGetValue(key, out value);
        }

        int at = IndexOf(key);
        value = at < 0 ? default : _few[at].Value;
        return at >= 0;
    }

    public void Set(string key, Value value)
    {
        if (_many is not null)
        {
            _many[key] = value;
        }
        else if (IndexOf(key) is >= 0 and int at)
        {
            _few[at] = new KeyValuePair<string, Value>(_few[at].Key, value);
        }
        else
        {
            Add(key, value);
        }
    }

    public bool Remove(string key)
    {
        if (_many is not null)
        {
            return _many.Remove(key);
        }

        int at = IndexOf(key);
        if (at < 0)
        {
            return false;
        }

        // A copy: an enumeration that is under way keeps what it began with.
        _few = [.. _few.AsSpan(0, at), .. _few.AsSpan(at + 1, _count - at - 1)];
        _count--;
        return true;
    }

    private int IndexOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (int i = 0; i < _count; i++)
        {
            if (string.Equals(_few[i].Key, key))
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(string key, Value value)
    {
        if (_count == MostSearched)
        {
            _many = new Dictionary<string, Value>(_few, StringComparer.Ordinal) { [key] = value };
            (_few, _count) = ([], 0);
            return;
        }

        if (_count == _few.Length)
        {
            Array.Resize(ref _few, Math.Min(Math.Max(1, 2 * _count), MostSearched));
        }

        _few[_count++] = new KeyValuePair<string, Value>(key, value);
    }
}
