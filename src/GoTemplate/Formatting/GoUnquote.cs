using System.Diagnostics.CodeAnalysis;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>strconv.Unquote</c>.</summary>
internal static class GoUnquote
{
    public static bool TryUnquote(ReadOnlySpan<char> quoted, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (quoted.Length < 2 || quoted[0] != quoted[^1])
        {
            return false;
        }

        ReadOnlySpan<char> inner = quoted[1..^1];
        switch (quoted[0])
        {
            case '`' when !inner.Contains('`'):
                text = inner.ToString().Replace("\r", "", StringComparison.Ordinal);
                return true;
            case '"' or '\'' when inner.IndexOf('\n') < 0:
                return TryUnquote(inner, quoted[0], out text);
            default:
                return false;
        }
    }

    private static bool TryUnquote(ReadOnlySpan<char> inner, char quote, out string? text)
    {
        text = null;
        StringBuilder result = new(inner.Length);
        bool bytes = false;
        int runes = 0;
        while (!inner.IsEmpty)
        {
            if (!TryUnquoteOne(inner, quote, result, out int used, ref bytes))
            {
                return false;
            }

            inner = inner[used..];
            runes++;
        }

        if (quote == '\'' && runes > 1)
        {
            return false;
        }

        // Escaped bytes may have made a valid sequence together.
        text = bytes ? GoString.FromBytes(GoString.ToBytes(result.ToString())) : result.ToString();
        return true;
    }

    private static bool TryUnquoteOne(ReadOnlySpan<char> inner, char quote, StringBuilder result, out int used, ref bool bytes)
    {
        used = 1;
        if (inner[0] == quote)
        {
            return false;
        }

        if (inner[0] != '\\')
        {
            int rune = GoUnicode.Decode(inner, out used);
            result.Append(rune < 0 ? "\uFFFD" : inner[..used]);
            return true;
        }

        if (inner.Length < 2)
        {
            return false;
        }

        used = 2;
        switch (inner[1])
        {
            case 'a': result.Append('\a'); return true;
            case 'b': result.Append('\b'); return true;
            case 'f': result.Append('\f'); return true;
            case 'n': result.Append('\n'); return true;
            case 'r': result.Append('\r'); return true;
            case 't': result.Append('\t'); return true;
            case 'v': result.Append('\v'); return true;
            case '\\': result.Append('\\'); return true;
            case '\'' or '"' when inner[1] == quote: result.Append(quote); return true;
            case 'x': return TryByte(inner, 2, 2, 16, quote, result, ref used, ref bytes);
            case >= '0' and <= '7': return TryByte(inner, 1, 3, 8, quote, result, ref used, ref bytes);
            case 'u': return TryRune(inner, 4, result, ref used);
            case 'U': return TryRune(inner, 8, result, ref used);
            default: return false;
        }
    }

    private static bool TryByte(ReadOnlySpan<char> inner, int at, int digits, int radix, char quote, StringBuilder result, ref int used, ref bool bytes)
    {
        used = at + digits;
        if (!TryDigits(inner, at, digits, radix, out long value) || value > 0xFF)
        {
            return false;
        }

        if (value < 0x80)
        {
            result.Append((char)value);
        }
        else if (quote == '\'')
        {
            result.Append((char)value);    // a character constant is a rune, not a byte
        }
        else
        {
            bytes = true;
            result.Append((char)(0xDC00 + value));
        }

        return true;
    }

    private static bool TryRune(ReadOnlySpan<char> inner, int digits, StringBuilder result, ref int used)
    {
        used = 2 + digits;
        if (!TryDigits(inner, 2, digits, 16, out long value) || value > GoUnicode.MaxRune || !Rune.IsValid((int)value))
        {
            return false;
        }

        result.Append(GoUnicode.ToText(value));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> inner, int at, int digits, int radix, out long value)
    {
        value = 0;
        if (inner.Length < at + digits)
        {
            return false;
        }

        foreach (char c in inner.Slice(at, digits))
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return false;
            }

            value = (value * radix) + digit;
        }

        return true;
    }
}
