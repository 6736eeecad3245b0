using System.Diagnostics.CodeAnalysis;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>Percent escapes as Go's net/url writes and reads them; texts are bytes, as <see cref="GoString"/> holds them.</summary>
public static class GoUrlEscape
{
    private const string Hex = "0123456789ABCDEF";

    /// <summary>The text with everything escaped that the part does not allow (<c>url.PathEscape</c>, <c>url.QueryEscape</c>).</summary>
    public static string Escape(string text, UrlPart part)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!NeedsEscape(text, part))
        {
            return text;
        }

        StringBuilder escaped = new(text.Length * 2);
        foreach (byte unit in GoString.ToBytes(text))
        {
            if (unit == ' ' && part == UrlPart.QueryComponent)
            {
                escaped.Append('+');
            }
            else if (ShouldEscape(unit, part))
            {
                escaped.Append('%').Append(Hex[unit >> 4]).Append(Hex[unit & 15]);
            }
            else
            {
                escaped.Append((char)unit);
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text with its escapes resolved; the error is Go's (<c>url.PathUnescape</c>, <c>url.QueryUnescape</c>).</summary>
    public static bool TryUnescape(string text, UrlPart part, [NotNullWhen(true)] out string? unescaped, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        unescaped = null;
        error = Check(text, part);
        if (error is not null)
        {
            return false;
        }

        bool plusIsSpace = part == UrlPart.QueryComponent;
        if (!text.Contains('%', StringComparison.Ordinal) && !(plusIsSpace && text.Contains('+', StringComparison.Ordinal)))
        {
            unescaped = text;
            return true;
        }

        byte[] bytes = GoString.ToBytes(text);
        List<byte> result = new(bytes.Length);
        for (int index = 0; index < bytes.Length; index++)
        {
            byte unit = bytes[index];
            if (unit == '%')
            {
                result.Add((byte)((Digit((char)bytes[index + 1]) << 4) | Digit((char)bytes[index + 2])));
                index += 2;
            }
            else
            {
                result.Add(unit == '+' && plusIsSpace ? (byte)' ' : unit);
            }
        }

        unescaped = GoString.FromBytes([.. result]);
        return true;
    }

    internal static bool ShouldEscape(int unit, UrlPart part)
    {
        if (unit < 0x80 && char.IsAsciiLetterOrDigit((char)unit))
        {
            return false;
        }

        if (part is UrlPart.Host or UrlPart.Zone && unit is '!' or '$' or '&' or '\'' or '(' or ')' or '*' or '+' or ',' or ';' or '=' or ':' or '[' or ']' or '<' or '>' or '"')
        {
            return false;
        }

        switch (unit)
        {
            case '-' or '_' or '.' or '~':
                return false;
            case '$' or '&' or '+' or ',' or '/' or ':' or ';' or '=' or '?' or '@':
                return part switch
                {
                    UrlPart.Path => unit == '?',
                    UrlPart.PathSegment => unit is '/' or ';' or ',' or '?',
                    UrlPart.UserPassword => unit is '@' or '/' or '?' or ':',
                    UrlPart.Fragment => false,
                    _ => true,
                };
            case '!' or '(' or ')' or '*':
                return part != UrlPart.Fragment;
            default:
                return true;
        }
    }

    private static bool NeedsEscape(string text, UrlPart part)
    {
        foreach (char unit in text)
        {
            if (ShouldEscape(unit, part))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Check(string text, UrlPart part)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (unit != '%')
            {
                if (part is UrlPart.Host or UrlPart.Zone && unit < 0x80 && ShouldEscape(unit, part))
                {
                    return $"invalid character {GoQuote.Quote(unit.ToString())} in host name";
                }

                continue;
            }

            if (index + 2 >= text.Length || Digit(text[index + 1]) < 0 || Digit(text[index + 2]) < 0)
            {
                return $"invalid URL escape {GoQuote.Quote(FirstBytes(text[index..], 3))}";
            }

            // In a host only bytes that are no ASCII may be escaped, and the percent sign of a zone.
            int value = (Digit(text[index + 1]) << 4) | Digit(text[index + 2]);
            bool isPercent = value == '%';
            if ((part == UrlPart.Host && value < 0x80 && !isPercent) || (part == UrlPart.Zone && !isPercent && value != ' ' && ShouldEscape(value, UrlPart.Host)))
            {
                return $"invalid URL escape {GoQuote.Quote(text.Substring(index, 3))}";
            }

            index += 2;
        }

        return null;
    }

    private static string FirstBytes(string text, int count)
    {
        byte[] bytes = GoString.ToBytes(text);
        return bytes.Length > count ? GoString.FromBytes(bytes.AsSpan(0, count)) : text;
    }

    private static int Digit(char unit) => char.IsAsciiHexDigit(unit) ? Convert.ToInt32(unit.ToString(), 16) : -1;
}
