using System.Text;
using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Functions on text: those of the language and cel-go's <c>ext.Strings</c>, its newest version. Places are counted in code points.</summary>
internal static class StringFunctions
{
    private static readonly CelType Text = CelType.String;
    private static readonly CelType Texts = CelType.List(CelType.String);

    public static IEnumerable<CelFunction> All { get; } =
    [
        Test("contains", static (text, part) => text.Contains(part, StringComparison.Ordinal)),
        Test("startsWith", static (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        Test("endsWith", static (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        new("charAt", [Of(Text, CharAt, Text, CelType.Int)]),
        new("indexOf", [Of(CelType.Int, IndexOf, Text, Text), Of(CelType.Int, IndexOf, Text, Text, CelType.Int)]),
        new("lastIndexOf", [Of(CelType.Int, LastIndexOf, Text, Text), Of(CelType.Int, LastIndexOf, Text, Text, CelType.Int)]),
        new("lowerAscii", [Of(Text, static (_, values) => Mapped(values[0], char.IsAsciiLetterUpper, 'a' - 'A'), Text)]),
        new("upperAscii", [Of(Text, static (_, values) => Mapped(values[0], char.IsAsciiLetterLower, 'A' - 'a'), Text)]),
        new("replace", [Of(Text, Replace, Text, Text, Text), Of(Text, Replace, Text, Text, Text, CelType.Int)]),
        new("split", [Of(Texts, Split, Text, Text), Of(Texts, Split, Text, Text, CelType.Int)]),
        new("substring", [Of(Text, Substring, Text, CelType.Int), Of(Text, Substring, Text, CelType.Int, CelType.Int)]),
        new("trim", [Of(Text, static (_, values) => CelValue.FromString(TrimSpace(values[0].AsString)), Text)]),
        new("reverse", [Of(Text, Reverse, Text)]),
        new("join", [Of(Text, Join, Texts), Of(Text, Join, Texts, Text)]),
        new("format", [Of(Text, StringFormatter.Format, Text, CelType.List(CelType.Dyn))]) { IsVariadic = true },
        new("strings.quote", [new Overload(false, Text, [Text], static (_, values) => CelValue.FromString(Quote(values[0].AsString)))]),
    ];

    /// <summary>Text in double quotes with Go's escapes, for messages.</summary>
    public static string GoQuote(string text) => Quote(text);

    private static Overload Of(CelType result, CelOperation operation, params CelType[] parameters) => new(true, result, parameters, (context, values) =>
    {
        foreach (CelValue value in values)
        {
            if (value.Kind == CelKind.String)
            {
                context.SpendText(value.AsString.Length);
            }
        }

        return operation(context, values);
    });

    private static CelFunction Test(string name, Func<string, string, bool> judge)
    {
        return new CelFunction(name, [new Overload(true, CelType.Bool, [Text, Text], Operation)]) { IsUnguarded = true };

        CelValue Operation(EvaluationContext context, ReadOnlySpan<CelValue> values)
        {
            if (values[0].Kind != CelKind.String || values[1].Kind != CelKind.String)
            {
                return CelValue.NoSuchOverload;
            }

            context.SpendText((long)values[0].AsString.Length + values[1].AsString.Length);
            return CelValue.FromBool(judge(values[0].AsString, values[1].AsString));
        }
    }

    private static CelValue OutOfRange(long index) => CelValue.Error($"index out of range: {index}");

    private static CelValue CharAt(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        int[] points = CelText.Points(values[0].AsString);
        long index = values[1].AsInt;
        if (index < 0 || index > points.Length)
        {
            return OutOfRange(index);
        }

        return CelValue.FromString(index == points.Length ? "" : CelText.FromPoints(points.AsSpan((int)index, 1)));
    }

    private static CelValue IndexOf(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        long offset = values.Length > 2 ? values[2].AsInt : 0;
        int[] points = CelText.Points(values[0].AsString);
        int[] part = CelText.Points(values[1].AsString);
        if (part.Length == 0)
        {
            return CelValue.FromInt(offset);
        }

        if (offset < 0)
        {
            return OutOfRange(offset);
        }

        if (offset >= points.Length)
        {
            return CelValue.FromInt(-1);
        }

        int found = points.AsSpan((int)offset).IndexOf(part);
        return CelValue.FromInt(found < 0 ? -1 : found + offset);
    }

    private static CelValue LastIndexOf(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        int[] points = CelText.Points(values[0].AsString);
        int[] part = CelText.Points(values[1].AsString);
        if (values.Length == 2)
        {
            return CelValue.FromInt(part.Length == 0 ? points.Length : points.AsSpan().LastIndexOf(part));
        }

        long offset = values[2].AsInt;
        if (part.Length == 0)
        {
            return CelValue.FromInt(offset);
        }

        if (offset < 0)
        {
            return OutOfRange(offset);
        }

        return CelValue.FromInt(offset >= points.Length ? -1 : points.AsSpan(0, (int)Math.Min(points.Length, offset + part.Length)).LastIndexOf(part));
    }

    private static CelValue Mapped(CelValue value, Func<char, bool> isMapped, int distance) =>
        CelValue.FromString(string.Create(value.AsString.Length, (Text: value.AsString, isMapped, distance), static (result, state) =>
        {
            for (int index = 0; index < result.Length; index++)
            {
                char c = state.Text[index];
                result[index] = state.isMapped(c) ? (char)(c + state.distance) : c;
            }
        }));

    /// <summary>Go's <c>strings.Replace</c>: an empty old text stands before each code point and at the end.</summary>
    private static CelValue Replace(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        (string text, string old, string replacement) = (values[0].AsString, values[1].AsString, values[2].AsString);
        long left = values.Length > 3 && values[3].AsInt >= 0 ? values[3].AsInt : long.MaxValue;
        StringBuilder result = new();
        int index = 0;
        while (left > 0 && index <= text.Length)
        {
            int found = old.Length == 0 ? index : text.IndexOf(old, index, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            context.SpendText(replacement.Length);
            result.Append(text, index, found - index).Append(replacement);
            left--;
            if (old.Length > 0)
            {
                index = found + old.Length;
                continue;
            }

            if (index == text.Length)
            {
                return CelValue.FromString(result.ToString());
            }

            int length = char.IsHighSurrogate(text[index]) && index + 1 < text.Length ? 2 : 1;
            result.Append(text, index, length);
            index += length;
        }

        return CelValue.FromString(result.Append(text, index, text.Length - index).ToString());
    }

    /// <summary>Go's <c>strings.SplitN</c>: an empty separator stands between code points.</summary>
    private static CelValue Split(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        (string text, string separator) = (values[0].AsString, values[1].AsString);
        long limit = values.Length > 2 && values[2].AsInt >= 0 ? values[2].AsInt : long.MaxValue;
        List<CelValue> parts = [];
        int index = 0;
        while (limit > 0 && (separator.Length > 0 || index < text.Length))
        {
            int end = separator.Length == 0
                ? index + (char.IsHighSurrogate(text[index]) && index + 1 < text.Length ? 2 : 1)
                : text.IndexOf(separator, index, StringComparison.Ordinal);
            context.Spend(1);
            if (end < 0 || parts.Count + 1 >= limit || (separator.Length == 0 && end == text.Length))
            {
                parts.Add(CelValue.FromString(text[index..]));
                break;
            }

            parts.Add(CelValue.FromString(text[index..end]));
            index = end + separator.Length;
        }

        return CelValue.FromList(new ArrayCelList(parts));
    }

    private static CelValue Substring(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        int[] points = CelText.Points(values[0].AsString);
        long start = values[1].AsInt;
        long end = values.Length > 2 ? values[2].AsInt : points.Length;
        if (values.Length > 2 && start > end)
        {
            return CelValue.Error($"invalid substring range. start: {start}, end: {end}");
        }

        if (start < 0 || start > points.Length)
        {
            return OutOfRange(start);
        }

        return end > points.Length ? OutOfRange(end) : CelValue.FromString(CelText.FromPoints(points.AsSpan((int)start, (int)(end - start))));
    }

    private static CelValue Reverse(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        int[] points = CelText.Points(values[0].AsString);
        points.AsSpan().Reverse();
        return CelValue.FromString(CelText.FromPoints(points));
    }

    private static CelValue Join(EvaluationContext context, ReadOnlySpan<CelValue> values)
    {
        CelList list = values[0].AsList;
        string separator = values.Length > 1 ? values[1].AsString : "";
        StringBuilder result = new();
        for (int index = 0, count = list.Count; index < count; index++)
        {
            CelValue element = list[index];
            if (element.Kind != CelKind.String)
            {
                return CelValue.Error($"join: invalid input: {element}");
            }

            context.SpendText(element.AsString.Length + separator.Length);
            result.Append(index == 0 ? "" : separator).Append(element.AsString);
        }

        return CelValue.FromString(result.ToString());
    }

    /// <summary>Go's <c>strings.TrimSpace</c>.</summary>
    private static string TrimSpace(string text) =>
        text.Trim('\t', '\n', '\v', '\f', '\r', ' ', '\u0085', '\u00A0', '\u1680', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200A',
            '\u2028', '\u2029', '\u202F', '\u205F', '\u3000');

    private static string Quote(string text)
    {
        StringBuilder result = new(text.Length + 2);
        result.Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '\a' => result.Append("\\a"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                '\v' => result.Append("\\v"),
                '\\' => result.Append("\\\\"),
                '"' => result.Append("\\\""),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }
}
