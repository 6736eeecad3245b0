using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's quoting and unquoting of strings and characters (package <c>strconv</c>).</summary>
public static class GoQuote
{
    private const string Hex = "0123456789abcdef";

    /// <summary>Go's <c>strconv.Quote</c>.</summary>
    public static string Quote(string text) => Quote(text, '"', QuoteCharset.Printable);

    /// <summary>Go's <c>strconv.QuoteToASCII</c>.</summary>
    public static string QuoteToAscii(string text) => Quote(text, '"', QuoteCharset.Ascii);

    /// <summary>Go's <c>strconv.QuoteToGraphic</c>.</summary>
    public static string QuoteToGraphic(string text) => Quote(text, '"', QuoteCharset.Graphic);

    /// <summary>Go's <c>strconv.QuoteRune</c>; what is no code point becomes U+FFFD.</summary>
    public static string QuoteRune(long rune) => Quote(GoUnicode.ToText(rune), '\'', QuoteCharset.Printable);

    /// <summary>Go's <c>strconv.QuoteRuneToASCII</c>; what is no code point becomes U+FFFD.</summary>
    public static string QuoteRuneToAscii(long rune) => Quote(GoUnicode.ToText(rune), '\'', QuoteCharset.Ascii);

    /// <summary>Go's <c>strconv.CanBackquote</c>: one line without control characters but tab, without backquote, without BOM, valid UTF-8.</summary>
    public static bool CanBackquote(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int rune = GoUnicode.Decode(text, out int length);
            if (rune is < 0 or 0xFEFF or '`' or 0x7F or (< 0x20 and not '\t'))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <summary>Go's <c>strconv.Unquote</c> of a text in double quotes, backquotes or single quotes (one character then).</summary>
    /// <returns>False where Go says "invalid syntax".</returns>
    public static bool TryUnquote(ReadOnlySpan<char> quoted, [NotNullWhen(true)] out string? text) => GoUnquote.TryUnquote(quoted, out text);

    private static string Quote(ReadOnlySpan<char> text, char quote, QuoteCharset charset)
    {
        StringBuilder result = new(text.Length + 2);
        result.Append(quote);
        while (!text.IsEmpty)
        {
            int rune = GoUnicode.Decode(text, out int length);
            AppendEscaped(result, rune, text[..length], quote, charset);
            text = text[length..];
        }

        return result.Append(quote).ToString();
    }

    private static void AppendEscaped(StringBuilder result, int rune, ReadOnlySpan<char> raw, char quote, QuoteCharset charset)
    {
        if (rune < 0)
        {
            AppendHex(result.Append("\\x"), -rune, 2);
        }
        else if (rune == quote || rune == '\\')
        {
            result.Append('\\').Append((char)rune);
        }
        else if (IsPlain(rune, charset))
        {
            result.Append(raw);
        }
        else if (SimpleEscape(rune) is { } escape)
        {
            result.Append('\\').Append(escape);
        }
        else if (rune is < ' ' or 0x7F)
        {
            AppendHex(result.Append("\\x"), rune, 2);
        }
        else if (rune < 0x10000)
        {
            AppendHex(result.Append("\\u"), rune, 4);
        }
        else
        {
            AppendHex(result.Append("\\U"), rune, 8);
        }
    }

    private static bool IsPlain(int rune, QuoteCharset charset) => charset switch
    {
        QuoteCharset.Ascii => rune is >= 0x20 and < 0x7F,
        QuoteCharset.Graphic => GoUnicode.IsGraphic(rune),
        _ => GoUnicode.IsPrint(rune),
    };

    private static char? SimpleEscape(int rune) => rune switch
    {
        '\a' => 'a',
        '\b' => 'b',
        '\f' => 'f',
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\v' => 'v',
        _ => null,
    };

    private static void AppendHex(StringBuilder result, int value, int digits)
    {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
        {
            result.Append(Hex[(value >> shift) & 0xF]);
        }
    }
}
