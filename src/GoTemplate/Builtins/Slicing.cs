using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Builtins;

/// <summary>Go's builtin <c>slice</c>; in charts sprig's function of that name stands before it.</summary>
internal static class Slicing
{
    private const int MaxIndexes = 3;

    public static Value Slice(in Value value, ReadOnlySpan<Value> indexes)
    {
        if (value.IsNil)
        {
            throw new FunctionException("slice of untyped nil");
        }

        if (indexes.Length > MaxIndexes)
        {
            throw new FunctionException($"too many slice indexes: {indexes.Length}");
        }

        return value.Reference switch
        {
            string when indexes.Length == MaxIndexes => throw new FunctionException("cannot 3-index slice a string"),
            string text => SliceText(text, indexes),
            ValueList list => SliceList(list, indexes),
            _ => throw new FunctionException($"can't slice item of type {value.Type}"),
        };
    }

    private static Value SliceText(string text, ReadOnlySpan<Value> indexes)
    {
        byte[] bytes = GoString.ToBytes(text);
        (int from, int to) = Bounds(indexes, bytes.Length);
        return Value.FromString(GoString.FromBytes(bytes.AsSpan(from, to - from)));
    }

    private static Value SliceList(ValueList list, ReadOnlySpan<Value> indexes)
    {
        (int from, int to) = Bounds(indexes, list.Count);
        List<Value> items = new(to - from);
        for (int index = from; index < to; index++)
        {
            items.Add(list[index]);
        }

        return Value.FromList(new ValueList(list.Type, items));
    }

    private static (int From, int To) Bounds(ReadOnlySpan<Value> indexes, int length)
    {
        Span<int> bounds = [0, length, length];
        for (int index = 0; index < indexes.Length; index++)
        {
            bounds[index] = Indexing.Position(indexes[index], length);
        }

        for (int index = 0; index < MaxIndexes - 1; index++)
        {
            if (bounds[index] > bounds[index + 1])
            {
                throw new FunctionException($"invalid slice index: {bounds[index]} > {bounds[index + 1]}");
            }
        }

        return (bounds[0], bounds[1]);
    }
}
