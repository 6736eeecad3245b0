using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Values;

/// <summary>The language of <c>--set</c> and its relatives (Helm's pkg/strvals): <c>a.b=1,list[0].c=x,d={x,y}</c>.</summary>
/// <remarks>The forms that take a map write into it, also as far as they came before an error.</remarks>
public static class StrVals
{
    /// <summary>The largest index of a list.</summary>
    public const int MaxIndex = 65536;

    /// <summary>The deepest nesting of names.</summary>
    public const int MaxNestedNameLevel = 30;

    /// <summary><c>--set</c>: integers, booleans and null are typed, the rest are strings.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static ValueMap Parse(string text) => Into(text, new ValueMap(), ParseInto);

    /// <summary><c>--set-string</c>: every value is a string.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static ValueMap ParseString(string text) => Into(text, new ValueMap(), ParseIntoString);

    /// <summary><c>--set-literal</c>: everything behind the first equals sign is the value.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static ValueMap ParseLiteral(string text) => Into(text, new ValueMap(), ParseLiteralInto);

    /// <summary><c>--set-file</c>: <paramref name="read"/> gives the value for each path.</summary>
    /// <exception cref="HelmException">The text is no such line, or <paramref name="read"/> says so.</exception>
    public static ValueMap ParseFile(string text, Func<string, Value> read)
    {
        ValueMap values = new();
        ParseIntoFile(text, values, read);
        return values;
    }

    /// <summary><c>--set-file</c> into <paramref name="target"/>; <paramref name="read"/> gives the value for each path.</summary>
    /// <exception cref="HelmException">The text is no such line, or <paramref name="read"/> says so.</exception>
    public static void ParseIntoFile(string text, ValueMap target, Func<string, Value> read) => new StrValsParser(text, read).Parse(target);

    /// <summary><c>--set</c> into <paramref name="target"/>.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static void ParseInto(string text, ValueMap target) => new StrValsParser(text, TypedValue).Parse(target);

    /// <summary><c>--set-string</c> into <paramref name="target"/>.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static void ParseIntoString(string text, ValueMap target) => new StrValsParser(text, Value.FromString).Parse(target);

    /// <summary><c>--set-literal</c> into <paramref name="target"/>.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static void ParseLiteralInto(string text, ValueMap target) => new StrValsParser(text, Value.FromString) { IsLiteral = true }.Parse(target);

    /// <summary><c>--set-json</c> into <paramref name="target"/>: <c>key=json</c> pairs; an empty value is null.</summary>
    /// <exception cref="HelmException">The text is no such line.</exception>
    public static void ParseJson(string text, ValueMap target) => new StrValsParser(text, Value.FromString) { IsJson = true }.Parse(target);

    private static ValueMap Into(string text, ValueMap target, Action<string, ValueMap> parse)
    {
        parse(text, target);
        return target;
    }

    private static Value TypedValue(string text)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return Value.True;
        }

        if (text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            return Value.False;
        }

        if (text.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return Value.Nil;
        }

        if (text is "0")
        {
            return Value.FromInt64(0);
        }

        // Nothing that starts with a zero is a number: 007 and 0x10 stay texts.
        return text.Length > 0 && text[0] != '0' && GoNumber.ParseInt(text, 10, 64, out long number) is NumberError.None ? Value.FromInt64(number) : Value.FromString(text);
    }
}
