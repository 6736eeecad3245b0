using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Builtins;

/// <summary><c>index</c> and <c>len</c>.</summary>
internal static class Indexing
{
    public static Value Length(in Value value)
    {
        if (value.IsMissing)
        {
            throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
        }

        return value.Reference switch
        {
            string text => Value.FromInt(GoString.ByteLength(text)),
            ValueList list => Value.FromInt(list.Count),
            ValueMap map => Value.FromInt(map.Count),
            ITemplateObject { IsNil: true } => throw new FunctionException("len of nil pointer"),
            null when value.IsNil => throw new FunctionException("len of nil pointer"),
            _ => throw new FunctionException($"len of type {Pointed(value)}"),
        };
    }

    public static Value Index(in Value value, ReadOnlySpan<Value> indexes)
    {
        if (value.IsNil)
        {
            throw new FunctionException("index of untyped nil");
        }

        Value item = value;
        foreach (ref readonly Value index in indexes)
        {
            item = item.Reference switch
            {
                string text => At(text, index),
                ValueList list => list[Position(index, list.Count, "slice")],
                ValueMap map => Entry(map, index),
                ITemplateObject { IsNil: true } => throw new FunctionException("index of nil pointer"),
                null when item.IsNil => throw new FunctionException("index of nil pointer"),
                _ => throw new FunctionException($"can't index item of type {Pointed(item)}"),
            };
        }

        return item;
    }

    /// <summary>An index into what has <paramref name="capacity"/> elements; the one behind the last is allowed.</summary>
    public static int Position(in Value index, int capacity)
    {
        GoKind kind = index.Kind;
        if (kind is < GoKind.Int or > GoKind.Uintptr)
        {
            throw new FunctionException(kind is GoKind.Invalid ? "cannot index slice/array with nil" : $"cannot index slice/array with type {index.Type}");
        }

        return index.Bits >= 0 && index.Bits <= capacity ? (int)index.Bits : throw new FunctionException($"index out of range: {index.Bits}");
    }

    private static int Position(in Value index, int count, string kind)
    {
        int position = Position(index, count);
        return position < count ? position : throw new FunctionException($"reflect: {kind} index out of range");
    }

    private static Value At(string text, in Value index)
    {
        byte[] bytes = GoString.ToBytes(text);
        return Value.FromInteger(GoType.Uint8, bytes[Position(index, bytes.Length, "string")]);
    }

    private static Value Entry(ValueMap map, in Value index)
    {
        GoType key = map.Type.Key ?? GoType.String;
        if (index.IsNil)
        {
            throw new FunctionException($"value is nil; should be of type {key}");
        }

        if (!index.TryGetString(out string? name))
        {
            throw new FunctionException($"value has type {index.Type}; should be {key}");
        }

        return map.TryGetValue(name, out Value entry) ? entry : Zero.Of(map.Type.Element ?? GoType.Any);
    }

    // Go follows pointers before it looks at the kind.
    private static GoType Pointed(in Value value) => value.Type is { Kind: GoKind.Pointer, Element: { } element } ? element : value.Type!;
}
