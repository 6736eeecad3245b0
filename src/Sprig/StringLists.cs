using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions between strings and lists of them.</summary>
internal static class StringLists
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("splitList", static (frame, args) => Value.FromList(ValueList.OfStrings(Split(frame, args[1].Text(), args[0].Text(), -1))), S, S),
        Of("split", static (frame, args) => Numbered(Split(frame, args[1].Text(), args[0].Text(), -1)), S, S),
        Of("splitn", static (frame, args) => Numbered(Split(frame, args[2].Text(), args[0].Text(), args[1].Int())), S, I, S),
        Of("toStrings", static (frame, args) => ToStrings(frame, args[0]), Any),
        Of("join", static (frame, args) => Value.FromString(Join(frame, args[0].Text(), args[1])), S, Any),
        Of("sortAlpha", static (frame, args) => SortAlpha(frame, args[0]), Any),
    ];

    /// <summary>Go's <c>strings.SplitN</c>: no separator splits runes; a limit of 0 gives nothing, a negative one everything.</summary>
    private static List<string> Split(Frame frame, string text, string separator, int limit)
    {
        if (limit == 0)
        {
            return [];
        }

        long count = separator.Length > 0 ? text.AsSpan().Count(separator) + 1L : text.Length;
        frame.ChargeText((limit < 0 ? count : Math.Min(count, limit)) * Frame.TextCharge);
        if (separator.Length > 0)
        {
            return [.. limit < 0 ? text.Split(separator) : text.Split(separator, limit)];
        }

        List<string> parts = [];
        for (int at = 0; at < text.Length;)
        {
            _ = GoUnicode.Decode(text.AsSpan(at), out int length);
            length = parts.Count + 1 == limit ? text.Length - at : length;
            parts.Add(text.Substring(at, length));
            at += length;
        }

        return parts;
    }

    private static Value Numbered(List<string> parts)
    {
        ValueMap map = new(GoType.StringMap, parts.Count);
        for (int index = 0; index < parts.Count; index++)
        {
            map["_" + GoNumber.FormatInt(index)] = Value.FromString(parts[index]);
        }

        return Value.FromMap(map);
    }

    private static Value ToStrings(Frame frame, in Value value) =>
        IsStringSlice(value) ? value : Strings(value, Strval.Texts(frame, value));

    /// <summary>The texts of a value. Sprig makes room for every element, those too that are nil and left out.</summary>
    private static Value Strings(in Value value, List<string> texts) =>
        Value.FromList(new ValueList(GoType.StringSlice, [.. texts.Select(Value.FromString)]) { Reserved = value.TryGetList(out ValueList? list) ? list.Count : null });

    private static string Join(Frame frame, string separator, in Value value)
    {
        List<string> texts = Strval.Texts(frame, value);
        frame.ChargeText(texts.Sum(static text => (long)text.Length) + ((long)separator.Length * texts.Count));
        return string.Join(separator, texts);
    }

    /// <summary>Sorts by bytes. A <c>[]string</c> is sorted in place and returned, as in sprig.</summary>
    private static Value SortAlpha(Frame frame, in Value value)
    {
        List<string> texts = Strval.Texts(frame, value);
        texts.Sort(GoString.Compare);
        if (!IsStringSlice(value))
        {
            return value.IsNil ? Value.FromList(ValueList.OfStrings([Strval.Of(value)])) : Strings(value, texts);
        }

        ValueList list = value.List();
        for (int index = 0; index < texts.Count; index++)
        {
            list[index] = Value.FromString(texts[index]);
        }

        return value;
    }

    private static bool IsStringSlice(in Value value) => ReferenceEquals(value.Type, GoType.StringSlice);
}
