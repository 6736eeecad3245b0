namespace Steersman.Cel.Values;

/// <summary>A map written in an expression: keys of any primitive type, and a number finds its equal of another type.</summary>
internal sealed class DictionaryCelMap : CelMap
{
    private readonly Dictionary<CelValue, CelValue> _entries = new(SameKeyComparer.Instance);
    private readonly List<CelValue> _keys = [];

    public override int Count => _entries.Count;

    public override IEnumerable<CelValue> Keys => _keys;

    /// <summary>Sets an entry; the last one of a key stays.</summary>
    public void Set(CelValue key, CelValue value)
    {
        if (!_entries.ContainsKey(key))
        {
            _keys.Add(key);
        }

        _entries[key] = value;
    }

    public void Remove(CelValue key)
    {
        if (_entries.Remove(key))
        {
            _keys.RemoveAll(one => SameKeyComparer.Instance.Equals(one, key));
        }
    }

    public override bool TryFind(CelValue key, out CelValue value)
    {
        if (_entries.TryGetValue(key, out value))
        {
            return true;
        }

        switch (key.Kind)
        {
            case CelKind.Int when key.AsInt >= 0:
                return _entries.TryGetValue(CelValue.FromUint((ulong)key.AsInt), out value);
            case CelKind.Uint when key.AsUint <= long.MaxValue:
                return _entries.TryGetValue(CelValue.FromInt((long)key.AsUint), out value);
            case CelKind.Double:
                double number = key.AsDouble;
                return (CelNumbers.TryToInt(number, out long integer) && _entries.TryGetValue(CelValue.FromInt(integer), out value))
                    || (CelNumbers.TryToUint(number, out ulong unsigned) && _entries.TryGetValue(CelValue.FromUint(unsigned), out value));
            default:
                return false;
        }
    }

    /// <summary>Keys are the same only with the same type, as Go's maps of values compare them; lists and maps only with themselves.</summary>
    private sealed class SameKeyComparer : IEqualityComparer<CelValue>
    {
        public static SameKeyComparer Instance { get; } = new();

        public bool Equals(CelValue x, CelValue y) => x.Kind == y.Kind && x.Kind switch
        {
            CelKind.List => ReferenceEquals(x.AsList, y.AsList),
            CelKind.Map => ReferenceEquals(x.AsMap, y.AsMap),
            CelKind.Optional => ReferenceEquals(x.AsOptional, y.AsOptional),
            _ => CelEquality.Equal(x, y),
        };

        public int GetHashCode(CelValue obj) => obj.Kind switch
        {
            CelKind.String => string.GetHashCode(obj.AsString, StringComparison.Ordinal),
            CelKind.Bool or CelKind.Int or CelKind.Uint or CelKind.Duration => obj.AsInt.GetHashCode(),
            CelKind.Double => obj.AsDouble.GetHashCode(),
            _ => (int)obj.Kind,
        };
    }
}
