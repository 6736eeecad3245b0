using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of maps. Where Go's order is random, here it is that of the keys.</summary>
internal static class Dicts
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Variadic("dict", static (_, args) => Make(args), Any),
        Of("get", static (_, args) => args[0].Map().TryGetValue(args[1].Text(), out Value value) ? value : Value.FromString(""), Map, S),
        Of("set", Set, Map, S, Any),
        Of("unset", Unset, Map, S),
        Of("hasKey", static (_, args) => Value.FromBool(args[0].Map().ContainsKey(args[1].Text())), Map, S),
        Variadic("pluck", Pluck, S, Map),
        Variadic("keys", Keys, Map),
        Of("values", Values, Map),
        Variadic("pick", Pick, Map, S),
        Variadic("omit", Omit, Map, S),
        Variadic("dig", static (_, args) => Dig(args), Any),
        Variadic("merge", static (frame, args) => MapMerge.Into(frame, args[0].Map(), args[1..], overwrite: false), Map, Map),
        Variadic("mustMerge", static (frame, args) => MapMerge.Into(frame, args[0].Map(), args[1..], overwrite: false), Map, Map),
        Variadic("mergeOverwrite", static (frame, args) => MapMerge.Into(frame, args[0].Map(), args[1..], overwrite: true), Map, Map),
        Variadic("mustMergeOverwrite", static (frame, args) => MapMerge.Into(frame, args[0].Map(), args[1..], overwrite: true), Map, Map),
        Of("deepCopy", static (frame, args) => DeepCopy.Of(args[0], frame), Any),
        Of("mustDeepCopy", static (frame, args) => DeepCopy.Of(args[0], frame), Any),
    ];

    private static Value Make(ReadOnlySpan<Value> args)
    {
        ValueMap map = new(GoType.AnyMap, args.Length / 2);
        for (int index = 0; index < args.Length; index += 2)
        {
            map[Strval.Of(args[index])] = index + 1 < args.Length ? args[index + 1] : Value.FromString("");
        }

        return Value.FromMap(map);
    }

    private static Value Set(Frame frame, ReadOnlySpan<Value> args)
    {
        ValueMap map = args[0].Map();
        if (map.IsNil)
        {
            throw new FunctionException("assignment to entry in nil map");
        }

        frame.ChargeText(Frame.TextCharge);
        map[args[1].Text()] = args[2];
        return Value.FromMap(map);
    }

    private static Value Unset(Frame frame, ReadOnlySpan<Value> args)
    {
        ValueMap map = args[0].Map();
        map.Remove(args[1].Text());
        return Value.FromMap(map);
    }

    private static Value Pluck(Frame frame, ReadOnlySpan<Value> args)
    {
        List<Value> found = [];
        foreach (Value map in args[1..])
        {
            if (map.Map().TryGetValue(args[0].Text(), out Value value))
            {
                found.Add(value);
            }
        }

        return Value.FromList(new ValueList(GoType.AnySlice, found) { Reserved = 0 });
    }

    private static Value Keys(Frame frame, ReadOnlySpan<Value> args)
    {
        List<string> keys = [];
        foreach (Value map in args)
        {
            keys.AddRange(map.Map().SortedKeys());
        }

        return Value.FromList(new ValueList(GoType.StringSlice, [.. keys.Select(Value.FromString)]) { Reserved = 0 });
    }

    private static Value Values(Frame frame, ReadOnlySpan<Value> args)
    {
        ValueMap map = args[0].Map();
        List<Value> values = new(map.Count);
        foreach (string key in map.SortedKeys())
        {
            values.Add(map[key]);
        }

        return Value.FromList(new ValueList(GoType.AnySlice, values) { Reserved = 0 });
    }

    private static Value Pick(Frame frame, ReadOnlySpan<Value> args)
    {
        ValueMap map = args[0].Map();
        ValueMap picked = new();
        foreach (Value key in args[1..])
        {
            if (map.TryGetValue(key.Text(), out Value value))
            {
                picked[key.Text()] = value;
            }
        }

        return Value.FromMap(picked);
    }

    private static Value Omit(Frame frame, ReadOnlySpan<Value> args)
    {
        HashSet<string> omitted = new(StringComparer.Ordinal);
        foreach (Value key in args[1..])
        {
            omitted.Add(key.Text());
        }

        ValueMap kept = new();
        foreach ((string key, Value value) in args[0].Map())
        {
            if (!omitted.Contains(key))
            {
                kept[key] = value;
            }
        }

        return Value.FromMap(kept);
    }

    private static Value Dig(ReadOnlySpan<Value> args)
    {
        if (args.Length < 3)
        {
            throw new FunctionException("dig needs at least three arguments");
        }

        ValueMap map = Assert(args[^1]);
        foreach (Value key in args[..^2])
        {
            if (!key.TryGetString(out _))
            {
                throw Conversion(key, "string");
            }
        }

        for (int index = 0; ; index++)
        {
            if (!map.TryGetValue(args[index].Text(), out Value step))
            {
                return args[^2];
            }

            if (index == args.Length - 3)
            {
                return step;
            }

            map = Assert(step);
        }
    }

    /// <summary>Go's type assertion: <c>.Values</c> itself has a named type and fails it.</summary>
    private static ValueMap Assert(in Value value) =>
        value.TryGetMap(out ValueMap? map) && ReferenceEquals(map.Type, GoType.AnyMap) ? map : throw Conversion(value, GoType.AnyMap.Name);

    private static FunctionException Conversion(in Value value, string type) =>
        new($"interface conversion: interface {{}} is {(value.IsNil ? "nil" : GoFormat.TypeName(value))}, not {type}");
}
