using System.Diagnostics.CodeAnalysis;

namespace Steersman.GoTemplate.Values;

/// <summary>A Go slice: the type of its elements and the elements. A nil slice is an instance with <see cref="IsNil"/> set.</summary>
/// <remarks>Not safe for concurrent writes; templates never change a list in place, they make new ones.</remarks>
public sealed class ValueList
{
    private byte[]? _bytes;
    private List<Value>? _items;

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

    private ValueList(byte[] bytes)
    {
        Type = GoType.ByteSlice;
        _bytes = bytes;
    }

    /// <summary>The slice type, such as <c>[]interface {}</c> or <c>[]string</c>.</summary>
    public GoType Type { get; }

    /// <summary>True for a nil slice, which prints and encodes differently from an empty one.</summary>
    public bool IsNil { get; init; }

    public int Count => _bytes?.Length ?? _items!.Count;

    public Value this[int index]
    {
        get => _bytes is null ? _items![index] : Value.FromInteger(GoType.Uint8, _bytes[index]);
        set => Items()[index] = value;
    }

    /// <summary>A <c>[]string</c>.</summary>
    public static ValueList OfStrings(IEnumerable<string> items) => new(GoType.StringSlice, [.. items.Select(Value.FromString)]);

    /// <summary>A <c>[]byte</c> over <paramref name="bytes"/>, which nobody may change afterwards; elements are made only when they are asked for.</summary>
    public static ValueList OfBytes(byte[] bytes) => new(bytes);

    /// <summary>The bytes of a list made by <see cref="OfBytes"/> and not changed since; null for every other list.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "the array itself is the content, shared to avoid copies of files")]
    public byte[]? Bytes => _bytes;

    public void Add(Value value) => Items().Add(value);

    public List<Value>.Enumerator GetEnumerator() => Items().GetEnumerator();

    private List<Value> Items()
    {
        if (_bytes is not null)
        {
            List<Value> items = new(_bytes.Length);
            foreach (byte item in _bytes)
            {
                items.Add(Value.FromInteger(GoType.Uint8, item));
            }

            _items = items;
            _bytes = null;
        }

        return _items!;
    }
}
