using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of lists. They take lists of every element type and make <c>[]interface {}</c>; the must variants differ only in Go.</summary>
internal static class Lists
{
    private static readonly GoType ListOfLists = new(GoKind.Slice, "[][]interface {}", GoType.AnySlice);

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Variadic("list", static (_, args) => args.ToArray().ToList().ToValue(), Any),
        Variadic("tuple", static (_, args) => args.ToArray().ToList().ToValue(), Any),
        Of("append", Push, Any, Any),
        Variadic("concat", Concat, Any),
        .. WithMust("push", Push, Any, Any),
        Of("mustAppend", Push, Any, Any),
        .. WithMust("prepend", Prepend, Any, Any),
        .. WithMust("first", static (_, args) => First(args[0]), Any),
        .. WithMust("last", static (_, args) => Last(args[0]), Any),
        .. WithMust("rest", static (_, args) => Part(args[0].ListOrFail("Cannot find rest on type "), skipped: 1, dropped: 0), Any),
        .. WithMust("initial", static (_, args) => Part(args[0].ListOrFail("Cannot find initial on type "), skipped: 0, dropped: 1), Any),
        .. WithMust("reverse", Reverse, Any),
        .. WithMust("compact", Compact, Any),
        .. WithMust("uniq", Uniq, Any),
        .. WithMust("has", Has, Any, Any),
        .. WithMust("chunk", Chunk, I, Any),
        Variadic("without", Without, Any, Any),
        Variadic("mustWithout", Without, Any, Any),
        Variadic("slice", Slice, Any, Any),
        Variadic("mustSlice", Slice, Any, Any),
    ];

    private static FunctionDescriptor[] WithMust(string name, TemplateFunction body, params GoType[] parameters) =>
        [Of(name, body, parameters), Of("must" + char.ToUpperInvariant(name[0]) + name[1..], body, parameters)];

    /// <summary>A list as Go's <c>append</c> makes it of nothing, one by one.</summary>
    private static Value Appended(List<Value> items) => Value.FromList(new ValueList(GoType.AnySlice, items) { Reserved = 0 });

    private static List<Value> Copy(ValueList list, int room = 0)
    {
        List<Value> items = new(list.Count + room);
        foreach (Value item in list)
        {
            items.Add(item);
        }

        return items;
    }

    private static Value Push(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = Copy(args[0].ListOrFail("Cannot push on type "), room: 1);
        items.Add(args[1]);
        return Value.FromList(new ValueList(GoType.AnySlice, items) { Reserved = items.Count - 1 });
    }

    private static Value Prepend(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = Copy(args[0].ListOrFail("Cannot prepend on type "), room: 1);
        items.Insert(0, args[1]);
        return Value.FromList(new ValueList(GoType.AnySlice, items) { Reserved = ValueList.CapacityOfJoined(GoType.AnySlice, 1, items.Count) });
    }

    private static Value First(in Value value)
    {
        ValueList list = value.ListOrFail("Cannot find first on type ");
        return list.Count == 0 ? Value.Nil : list[0];
    }

    private static Value Last(in Value value)
    {
        ValueList list = value.ListOrFail("Cannot find last on type ");
        return list.Count == 0 ? Value.Nil : list[list.Count - 1];
    }

    private static Value Part(ValueList list, int skipped, int dropped)
    {
        if (list.Count == 0)
        {
            return ArgumentValues.NilList();
        }

        return Copy(list).GetRange(skipped, list.Count - skipped - dropped).ToValue();
    }

    private static Value Reverse(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = Copy(args[0].ListOrFail("Cannot find reverse on type "));
        items.Reverse();
        return items.ToValue();
    }

    private static Value Compact(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = Copy(args[0].ListOrFail("Cannot compact on type "));
        items.RemoveAll(static item => Defaults.IsEmpty(item));
        return Appended(items);
    }

    private static Value Uniq(Frame frame, ReadOnlySpan<Value> args)
    {
        DeepSet seen = new(frame.Stop);
        List<Value> items = Copy(args[0].ListOrFail("Cannot find uniq on type "));
        items.RemoveAll(item =>
        {
            frame.CheckStop();
            return !seen.Add(item);
        });
        return Appended(items);
    }

    private static Value Without(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = Copy(args[0].ListOrFail("Cannot find without on type "));
        DeepSet omitted = new(frame.Stop);
        foreach (Value value in args[1..])
        {
            omitted.Add(value);
        }

        items.RemoveAll(item =>
        {
            frame.CheckStop();
            return omitted.Contains(item);
        });
        return Appended(items);
    }

    private static Value Has(Frame frame, ReadOnlySpan<Value> args)
    {
        if (args[1].IsNil)
        {
            return Value.False;
        }

        foreach (Value item in args[1].ListOrFail("Cannot find has on type "))
        {
            frame.CheckStop();
            if (DeepEquality.Of(args[0], item))
            {
                return Value.True;
            }
        }

        return Value.False;
    }

    private static Value Slice(Frame frame, ReadOnlySpan<Value> args)
    {
        ValueList list = args[0].ListOrFail("list should be type of slice or array but ");
        if (list.Count == 0)
        {
            return Value.Nil;
        }

        long start = args.Length > 1 ? Cast.ToInt64(args[1]) : 0;
        long end = args.Length > 2 ? Cast.ToInt64(args[2]) : list.Count;
        if (start < 0 || start > end || end > list.Capacity)
        {
            throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
        }

        return Value.FromList(list.Slice((int)start, (int)end));
    }

    private static Value Concat(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> items = [];
        foreach (Value value in args)
        {
            if (!value.TryGetList(out ValueList? list))
            {
                throw value.IsNil ? ArgumentValues.NilPointer() : new FunctionException($"Cannot concat type {Reflect.KindName(value)} as list");
            }

            frame.ChargeElements(list.Count);
            items.AddRange(Copy(list));
        }

        return items.Count == 0 ? ArgumentValues.NilList() : Appended(items);
    }

    private static Value Chunk(Frame frame, ReadOnlySpan<Value> args)
    {
        long size = args[0].Bits;
        List<Value> items = Copy(args[1].ListOrFail("Cannot chunk type "));

        // Go computes the number of chunks in floats: with a size of 0 it is infinite.
        long count = Cast.Truncate(Math.Floor((items.Count - 1) / (double)size) + 1);
        if (count < 0)
        {
            throw new FunctionException("runtime error: makeslice: len out of range");
        }

        frame.ChargeText(count > items.Count ? 0 : count * Frame.TextCharge);
        List<Value> chunks = [];
        for (long at = 0; chunks.Count < count; at += size)
        {
            long length = size;
            if (chunks.Count == count - 1)
            {
                long rest = items.Count % size;
                length = rest == 0 ? size : rest;
            }

            if (length < 0)
            {
                throw new FunctionException("runtime error: makeslice: len out of range");
            }

            chunks.Add(items.GetRange((int)at, (int)length).ToValue());
        }

        return Value.FromList(new ValueList(ListOfLists, chunks));
    }
}
