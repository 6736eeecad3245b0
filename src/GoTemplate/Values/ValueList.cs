using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Steersman.GoTemplate.Execution;

namespace Steersman.GoTemplate.Values;

/// <summary>A Go slice: the type of its elements and the elements. A nil slice is an instance with <see cref="IsNil"/> set.</summary>
/// <remarks>Not safe for concurrent writes; templates never change a list in place, they make new ones (but for sprig's <c>sortAlpha</c>).</remarks>
public sealed class ValueList
{
    private const int All = -1;

    private readonly int _start;
    private byte[]? _bytes;
    private List<Value>? _items;
    private readonly int _length = All;

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

    private ValueList(GoType type, List<Value> items, int start, int length)
        : this(type, items)
    {
        _start = start;
        _length = length;
    }

    /// <summary>The slice type, such as <c>[]interface {}</c> or <c>[]string</c>.</summary>
    public GoType Type { get; }

    /// <summary>True for a nil slice, which prints and encodes differently from an empty one.</summary>
    public bool IsNil { get; init; }

    /// <summary>
    /// For how many elements Go had made room before it appended to the list one by one; null where the list is as long as its room.
    /// Only <see cref="Capacity"/> asks.
    /// </summary>
    public int? Reserved { get; init; }

    /// <summary>Go's <c>cap</c>: how far <see cref="Slice"/> reaches.</summary>
    public int Capacity => Reserved is { } reserved ? SliceCapacity.AfterAppends(reserved, Count, Type.Element) : Count;

    public int Count => _bytes?.Length ?? (_length == All ? _items!.Count : _length);

    public Value this[int index]
    {
        get => _bytes is null ? Elements()[index] : Value.FromInteger(GoType.Uint8, _bytes[index]);
        set => Elements()[index] = value;
    }

    /// <summary>A <c>[]string</c>.</summary>
    public static ValueList OfStrings(IEnumerable<string> items) => new(GoType.StringSlice, [.. items.Select(Value.FromString)]);

    /// <summary>A <c>[]byte</c> over <paramref name="bytes"/>, which nobody may change afterwards; elements are made only when they are asked for.</summary>
    public static ValueList OfBytes(byte[] bytes) => new(bytes);

    /// <summary>The capacity of a list of <paramref name="count"/> elements that Go made by appending all but <paramref name="first"/> of them at once.</summary>
    public static int CapacityOfJoined(GoType type, int first, int count) => count > first ? SliceCapacity.AfterAppend(first, count, type.Element) : first;

    /// <summary>The bytes of a list made by <see cref="OfBytes"/> and not changed since; null for every other list.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "the array itself is the content, shared to avoid copies of files")]
    public byte[]? Bytes => _bytes;

    /// <summary>Appends to a list that is being made.</summary>
    public void Add(Value value)
    {
        if (_length != All)
        {
            throw new InvalidOperationException("a part of a list does not grow");
        }

        Items().Add(value);
    }

    public ReadOnlySpan<Value>.Enumerator GetEnumerator() => ((ReadOnlySpan<Value>)Elements()).GetEnumerator();

    /// <summary>
    /// Go's <c>list[start:end]</c>, over the same elements. The end may lie behind that of the list, up to <see cref="Capacity"/>:
    /// there are the elements of the list of which this one is a part, then zero values.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are none of this list.</exception>
    public ValueList Slice(int start, int end)
    {
        int capacity = Capacity;
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, capacity);
        List<Value> items = Items();
        if (_start + end > items.Count)
        {
            items = [.. items];
            Value zero = Zero.Of(Type.Element ?? GoType.Any);
            while (items.Count < _start + end)
            {
                items.Add(zero);
            }
        }

        return new(Type, items, _start + start, end - start) { Reserved = capacity - start };
    }

    private Span<Value> Elements()
    {
        Span<Value> items = CollectionsMarshal.AsSpan(Items());
        return _length == All ? items : items.Slice(_start, _length);
    }

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
