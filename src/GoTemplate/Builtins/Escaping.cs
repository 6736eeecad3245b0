using System.Buffers;
using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Builtins;

/// <summary><c>html</c>, <c>js</c> and <c>urlquery</c>.</summary>
internal static class Escaping
{
    private static readonly SearchValues<char> HtmlSpecial = SearchValues.Create("\0\"'&<>");
    private static readonly SearchValues<char> UrlPlain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    /// <summary>The text of the arguments, as an action would print each of them, joined as <c>print</c> does.</summary>
    public static string TextOf(ReadOnlySpan<Value> args)
    {
        if (args.Length == 1 && args[0].TryGetString(out string? text))
        {
            PrintedLength.Check(text.Length);
            return text;
        }

        Value[] printable = new Value[args.Length];
        for (int index = 0; index < args.Length; index++)
        {
            printable[index] = Printing.Printable(args[index]);
        }

        return GoFormat.Sprint(printable);
    }

    public static string Html(string text)
    {
        if (!text.AsSpan().ContainsAny(HtmlSpecial))
        {
            return text;
        }

        StringBuilder escaped = new(text.Length + 16);
        foreach (char character in text)
        {
            _ = character switch
            {
                '\0' => escaped.Append('\uFFFD'),
                '"' => escaped.Append("&#34;"),
                '\'' => escaped.Append("&#39;"),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ => escaped.Append(character),
            };
        }

        return escaped.ToString();
    }

    public static string JavaScript(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int rune = GoUnicode.Decode(rest, out int length);
            _ = rune switch
            {
                '\\' => escaped.Append(@"\\"),
                '\'' => escaped.Append(@"\'"),
                '"' => escaped.Append(@"\"""),
                '<' or '>' or '&' or '=' or (>= 0 and < ' ') => AppendCode(escaped, rune),
                >= 0x80 when !GoUnicode.IsPrint(rune) => AppendCode(escaped, rune),
                _ => escaped.Append(rest[..length]),
            };
            rest = rest[length..];
        }

        return escaped.ToString();
    }

    public static string UrlQuery(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(UrlPlain) < 0)
        {
            return text;
        }

        StringBuilder escaped = new(text.Length * 2);
        foreach (byte octet in GoString.ToBytes(text))
        {
            _ = octet == ' ' ? escaped.Append('+')
                : UrlPlain.Contains((char)octet) ? escaped.Append((char)octet)
                : escaped.Append('%').Append(octet.ToString("X2", null));
        }

        return escaped.ToString();
    }

    private static StringBuilder AppendCode(StringBuilder text, int rune) => text.Append(@"\u").Append(rune.ToString("X4", null));
}
