namespace Steersman.GoTemplate.Values;

/// <summary>A Go map with string keys. A nil map is an instance with <see cref="IsNil"/> set.</summary>
/// <remarks>A reference type, as in Go: <c>set</c> and <c>merge</c> change the caller's map. Not safe for concurrent writes. Enumeration is in no promised order.</remarks>
public sealed class ValueMap
{
    private readonly ValueMapItems _items;

    /// <summary>An empty <c>map[string]interface {}</c>.</summary>
    public ValueMap()
        : this(GoType.AnyMap)
    {
    }

    public ValueMap(GoType type, int capacity = 0)
    {
        Type = type;
        _items = new ValueMapItems(capacity);
    }

    private ValueMap(GoType type, ValueMap shared)
    {
        Type = type;
        _items = shared._items;
        IsNil = shared.IsNil;
    }

    /// <summary>The map type, such as <c>map[string]interface {}</c>; a named type where Go has one (<c>common.Values</c>).</summary>
    public GoType Type { get; }

    /// <summary>True for a nil map: reads find nothing, writes are an error in Go.</summary>
    public bool IsNil { get; init; }

    public int Count => _items.Count;

    /// <summary>The keys, in no promised order.</summary>
    public IReadOnlyCollection<string> Keys => _items.Keys;

    /// <summary>Gets the value of a key (it must be there), or sets it.</summary>
    public Value this[string key]
    {
        get => _items.TryGetValue(key, out Value value) ? value : throw new KeyNotFoundException($"the map has no key '{key}'");
        set => _items.Set(key, value);
    }

    public bool TryGetValue(string key, out Value value) => _items.TryGetValue(key, out value);

    public bool ContainsKey(string key) => _items.TryGetValue(key, out _);

    public bool Remove(string key) => _items.Remove(key);

    public Enumerator GetEnumerator() => new(_items);

    /// <summary>The same map under another type of the same structure, as a Go conversion gives it: what is written to one is seen in the other.</summary>
    public ValueMap As(GoType type) => ReferenceEquals(type, Type) ? this : new ValueMap(type, this);

    /// <summary>The keys in Go's order: by their UTF-8 bytes.</summary>
    public string[] SortedKeys()
    {
        string[] keys = [.. _items.Keys];
        Array.Sort(keys, GoString.Compare);
        return keys;
    }

    /// <summary>Walks over a map. Values of keys that are there may be set meanwhile.</summary>
    public struct Enumerator
    {
        private readonly KeyValuePair<string, Value>[]? _few;
        private readonly int _count;
        private Dictionary<string, Value>.Enumerator _many;
        private int _next;

        internal Enumerator(ValueMapItems items)
        {
            if (items.Many is { } many)
            {
                _many = many.GetEnumerator();
            }
            else
            {
                _few = items.Few;
                _count = items.Count;
            }
        }

        public KeyValuePair<string, Value> Current { get; private set; }

        public bool MoveNext()
        {
            if (_few is null)
            {
                bool found = _many.MoveNext();
                Current = found ? _many.Current : default;
                return found;
            }

            if (_next == _count)
            {
                return false;
            }

            Current = _few[_next++];
            return true;
        }
    }
}
