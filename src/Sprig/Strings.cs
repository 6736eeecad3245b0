using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of strings: searching, cutting, padding, quoting.</summary>
internal static class Strings
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("hello", static (_, _) => Value.FromString("Hello!")),
        Of("trim", static (_, args) => Value.FromString(TrimSpace(args[0].Text())), S),
        Of("trimAll", static (_, args) => Value.FromString(Trim(args[1].Text(), args[0].Text())), S, S),
        Of("trimall", static (_, args) => Value.FromString(Trim(args[1].Text(), args[0].Text())), S, S),
        Of("trimSuffix", static (_, args) => Value.FromString(TrimSuffix(args[1].Text(), args[0].Text())), S, S),
        Of("trimPrefix", static (_, args) => Value.FromString(TrimPrefix(args[1].Text(), args[0].Text())), S, S),
        Of("contains", static (_, args) => Value.FromBool(args[1].Text().Contains(args[0].Text(), StringComparison.Ordinal)), S, S),
        Of("hasPrefix", static (_, args) => Value.FromBool(args[1].Text().StartsWith(args[0].Text(), StringComparison.Ordinal)), S, S),
        Of("hasSuffix", static (_, args) => Value.FromBool(args[1].Text().EndsWith(args[0].Text(), StringComparison.Ordinal)), S, S),
        Of("replace", Replace, S, S, S),
        Of("repeat", Repeat, I, S),
        Of("substr", static (_, args) => Value.FromString(Substring(args[0].Bits, args[1].Bits, args[2].Text())), I, I, S),
        Of("trunc", static (_, args) => Value.FromString(Truncate(args[0].Int(), args[1].Text())), I, S),
        Of("abbrev", static (_, args) => Value.FromString(Abbreviation.Of(args[1].Text(), 0, args[0].Int())), I, S),
        Of("abbrevboth", static (_, args) => Value.FromString(Abbreviation.OfBoth(args[2].Text(), args[0].Int(), args[1].Int())), I, I, S),
        Of("initials", static (_, args) => Value.FromString(Initials(args[0].Text())), S),
        Of("nospace", static (_, args) => Value.FromString(DeleteWhiteSpace(args[0].Text())), S),
        Of("wrap", static (frame, args) => Value.FromString(Wrapping.Wrap(args[1].Text(), args[0].Int(), "\n", breaksWords: false, frame)), I, S),
        Of("wrapWith", static (frame, args) => Value.FromString(Wrapping.Wrap(args[2].Text(), args[0].Int(), args[1].Text(), breaksWords: true, frame)), I, S, S),
        Of("indent", static (frame, args) => Value.FromString(Indent(frame, args[0].Bits, args[1].Text())), I, S),
        Of("nindent", static (frame, args) => Value.FromString("\n" + Indent(frame, args[0].Bits, args[1].Text())), I, S),
        Of("plural", static (_, args) => args[2].Bits == 1 ? args[0] : args[1], S, S, I),
        Variadic("cat", static (_, args) => Value.FromString(Cat(args)), Any),
        Variadic("quote", static (_, args) => Value.FromString(JoinTexts(args, static value => GoQuote.Quote(Strval.Of(value)))), Any),
        Variadic("squote", static (_, args) => Value.FromString(JoinTexts(args, static value => $"'{GoFormat.ToText(value)}'")), Any),
        Of("toString", static (_, args) => Value.FromString(Strval.Of(args[0])), Any),
    ];

    /// <summary>Go's <c>strings.TrimSpace</c>.</summary>
    public static string TrimSpace(string text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && GoUnicode.IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && GoUnicode.IsSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Go's <c>strings.Trim</c>, to which all invalid bytes are one rune.</summary>
    private static string Trim(string text, string cutset)
    {
        HashSet<int> cut = [.. Runes.Of(cutset).Select(AsRune)];
        int[] runes = Runes.Of(text);
        int start = 0;
        int end = runes.Length;
        while (start < end && cut.Contains(AsRune(runes[start])))
        {
            start++;
        }

        while (end > start && cut.Contains(AsRune(runes[end - 1])))
        {
            end--;
        }

        return Runes.ToText(runes.AsSpan(start, end - start));
    }

    private static int AsRune(int rune) => rune < 0 ? GoUnicode.RuneError : rune;

    private static string TrimSuffix(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    private static string TrimPrefix(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    private static Value Replace(Frame frame, ReadOnlySpan<Value> args)
    {
        (string old, string with, string text) = (args[0].Text(), args[1].Text(), args[2].Text());
        if (old.Length > 0)
        {
            long growth = with.Length > old.Length ? (long)text.AsSpan().Count(old) * (with.Length - old.Length) : 0;
            frame.ChargeText(text.Length + growth);
            return Value.FromString(text.Replace(old, with, StringComparison.Ordinal));
        }

        // Nothing stands before every rune and at the end.
        int[] runes = Runes.Of(text);
        frame.ChargeText(text.Length + ((runes.Length + 1L) * with.Length));
        StringBuilder result = new(with);
        foreach (int rune in runes)
        {
            Runes.Append(result, rune);
            result.Append(with);
        }

        return Value.FromString(result.ToString());
    }

    private static Value Repeat(Frame frame, ReadOnlySpan<Value> args)
    {
        string text = args[1].Text();
        long count = args[0].Bits;
        if (count < 0)
        {
            throw new FunctionException("strings: negative Repeat count");
        }

        if ((Int128)count * GoString.ByteLength(text) > long.MaxValue)
        {
            throw new FunctionException("strings: Repeat output length overflow");
        }

        if (text.Length == 0)
        {
            return Value.FromString("");
        }

        ArgumentValues.ThrowIfTooLong(count, GoString.ByteLength(text));
        frame.ChargeText(count * text.Length);
        return Value.FromString(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    private static string Substring(long start, long end, string text)
    {
        if (start < 0)
        {
            return ByteText.Slice(text, null, end);
        }

        return end < 0 || end > GoString.ByteLength(text) ? ByteText.Slice(text, start, null) : ByteText.Slice(text, start, end);
    }

    private static string Truncate(int count, string text)
    {
        int length = GoString.ByteLength(text);
        if (count < 0)
        {
            return length + (long)count > 0 ? ByteText.Slice(text, length + count, null) : text;
        }

        return length > count ? ByteText.Slice(text, null, count) : text;
    }

    private static string Initials(string text)
    {
        StringBuilder result = new();
        bool gap = true;
        foreach (char c in ByteText.From(text))
        {
            if (GoUnicode.IsSpace(c))
            {
                gap = true;
            }
            else if (gap)
            {
                result.Append(c);
                gap = false;
            }
        }

        return result.ToString();
    }

    private static string DeleteWhiteSpace(string text)
    {
        string bytes = ByteText.From(text);
        string kept = string.Concat(bytes.Where(static c => !GoUnicode.IsSpace(c)));
        return kept.Length == bytes.Length ? text : kept;
    }

    private static string Indent(Frame frame, long spaces, string text)
    {
        if (spaces < 0)
        {
            throw new FunctionException("strings: negative Repeat count");
        }

        ArgumentValues.ThrowIfTooLong(spaces, 1);
        frame.ChargeText(text.Length + ((text.AsSpan().Count('\n') + 1L) * spaces));
        string pad = new(' ', (int)spaces);
        return pad + text.Replace("\n", "\n" + pad, StringComparison.Ordinal);
    }

    private static string Cat(ReadOnlySpan<Value> args) => JoinTexts(args, static value => GoFormat.ToText(value));

    private static string JoinTexts(ReadOnlySpan<Value> args, Func<Value, string> text)
    {
        if (args.Length == 1)
        {
            return args[0].IsNil ? "" : text(args[0]);
        }

        List<string> texts = new(args.Length);
        foreach (Value value in args)
        {
            if (!value.IsNil)
            {
                texts.Add(text(value));
            }
        }

        return string.Join(' ', texts);
    }
}
