namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>Addresses as Go's <c>netip.ParseAddr</c> accepts them.</summary>
public static class GoIpAddress
{
    private const int Bytes = 16;

    /// <summary>Null for an address, else Go's error.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isVersion4">True for a dotted decimal address.</param>
    public static string? Check(string text, out bool isVersion4)
    {
        ArgumentNullException.ThrowIfNull(text);
        int first = text.AsSpan().IndexOfAny('.', ':', '%');
        isVersion4 = first >= 0 && text[first] == '.';
        return (first < 0 ? '\0' : text[first]) switch
        {
            '.' => CheckVersion4(text, text),
            ':' => CheckVersion6(text),
            '%' => Error(text, "missing IPv6 address"),
            _ => Error(text, "unable to parse IP"),
        };
    }

    private static string Error(string text, string message, ReadOnlySpan<char> at = default) => at.IsEmpty
        ? $"ParseAddr({GoQuote.Quote(text)}): {message}"
        : $"ParseAddr({GoQuote.Quote(text)}): {message} (at {GoQuote.Quote(at.ToString())})";

    private static string? CheckVersion4(string whole, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return Error(whole, "IPv4 field must have at least one digit");
        }

        int value = 0;
        int digits = 0;
        int fields = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (char.IsAsciiDigit(unit))
            {
                if (digits == 1 && value == 0)
                {
                    return Error(whole, "IPv4 field has octet with leading zero");
                }

                value = (value * 10) + unit - '0';
                digits++;
                if (value > 255)
                {
                    return Error(whole, "IPv4 field has value >255");
                }
            }
            else if (unit == '.')
            {
                if (index == 0 || index == text.Length - 1 || text[index - 1] == '.')
                {
                    return Error(whole, "IPv4 field must have at least one digit", text[index..]);
                }

                if (fields == 3)
                {
                    return Error(whole, "IPv4 address too long");
                }

                fields++;
                value = 0;
                digits = 0;
            }
            else
            {
                return Error(whole, "unexpected character", text[index..]);
            }
        }

        return fields < 3 ? Error(whole, "IPv4 address too short") : null;
    }

    private static string? CheckVersion6(string whole)
    {
        ReadOnlySpan<char> text = whole;
        int percent = text.IndexOf('%');
        if (percent >= 0)
        {
            if (percent == text.Length - 1)
            {
                return Error(whole, "zone must be a non-empty string");
            }

            text = text[..percent];
        }

        bool hasEllipsis = text.StartsWith("::");
        if (hasEllipsis)
        {
            text = text[2..];
            if (text.IsEmpty)
            {
                return null;
            }
        }

        int done = 0;
        while (done < Bytes)
        {
            int digits = 0;
            while (digits < text.Length && char.IsAsciiHexDigit(text[digits]))
            {
                digits++;
                if (digits > 4)
                {
                    return Error(whole, "each group must have 4 or less digits", text);
                }
            }

            if (digits == 0)
            {
                return Error(whole, "each colon-separated field must have at least one digit", text);
            }

            if (digits < text.Length && text[digits] == '.')
            {
                if (!hasEllipsis && done != 12)
                {
                    return Error(whole, "embedded IPv4 address must replace the final 2 fields of the address", text);
                }

                if (done + 4 > Bytes)
                {
                    return Error(whole, "too many hex fields to fit an embedded IPv4 at the end of the address", text);
                }

                if (CheckVersion4(whole, text) is { } error)
                {
                    return error;
                }

                text = [];
                done += 4;
                break;
            }

            done += 2;
            text = text[digits..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text[0] != ':')
            {
                return Error(whole, "unexpected character, want colon", text);
            }

            if (text.Length == 1)
            {
                return Error(whole, "colon must be followed by more characters", text);
            }

            text = text[1..];
            if (text[0] == ':')
            {
                if (hasEllipsis)
                {
                    return Error(whole, "multiple :: in address", text);
                }

                hasEllipsis = true;
                text = text[1..];
                if (text.IsEmpty)
                {
                    break;
                }
            }
        }

        if (!text.IsEmpty)
        {
            return Error(whole, "trailing garbage after address", text);
        }

        if (done < Bytes)
        {
            return hasEllipsis ? null : Error(whole, "address string too short");
        }

        return hasEllipsis ? Error(whole, "the :: must expand to at least one field of zeros") : null;
    }
}
