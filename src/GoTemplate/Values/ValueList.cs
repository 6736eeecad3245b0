namespace Steersman.GoTemplate.Values;

/// <summary>A Go slice: the type of its elements and the elements. A nil slice is an instance with <see cref="IsNil"/> set.</summary>
/// <remarks>Not safe for concurrent writes; templates never change a list in place, they make new ones.</remarks>
public sealed class ValueList
{
    private readonly List<Value> _items;

    /// <summary>An empty <c>[]interface {}</c>.</summary>
    public ValueList()
        : this(GoType.AnySlice, [])
    {
    }

    /// <summary>A slice over <paramref name="items"/>, which it takes over.</summary>
    public ValueList(GoType type, List<Value> items)
    {
        Type = type;
        _items = items;
    }

    /// <summary>The slice type, such as <c>[]interface {}</c> or <c>[]string</c>.</summary>
    public GoType Type { get; }

    /// <summary>True for a nil slice, which prints and encodes differently from an empty one.</summary>
    public bool IsNil { get; init; }

    public int Count => _items.Count;

    public Value this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    /// <summary>A <c>[]string</c>.</summary>
    public static ValueList OfStrings(IEnumerable<string> items) => new(GoType.StringSlice, [.. items.Select(Value.FromString)]);

    public void Add(Value value) => _items.Add(value);

    public List<Value>.Enumerator GetEnumerator() => _items.GetEnumerator();
}
