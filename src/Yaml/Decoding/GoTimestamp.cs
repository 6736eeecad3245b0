namespace Steersman.Yaml.Decoding;

/// <summary>Tells whether go-yaml v2 takes a scalar for a time: Go's <c>time.Parse</c> with its four layouts (resolve.go, parseTimestamp).</summary>
internal static class GoTimestamp
{
    public static bool IsTimestamp(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[4] != '-' || text[..4].IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        int year = int.Parse(text[..4], System.Globalization.CultureInfo.InvariantCulture);
        ReadOnlySpan<char> rest = text[5..];
        if (!Take(ref rest, 1, 12, out int month) || !TakeChar(ref rest, '-') || !Take(ref rest, 1, 31, out int day) || day > DaysIn(year, month))
        {
            return false;
        }

        if (rest.IsEmpty)
        {
            return true;
        }

        char separator = rest[0];
        if (separator == ' ')
        {
            rest = rest.TrimStart(' ');
            return TakeTime(ref rest) && rest.IsEmpty;
        }

        rest = rest[1..];
        return separator is 'T' or 't' && TakeTime(ref rest) && IsZone(rest);
    }

    private static bool TakeTime(ref ReadOnlySpan<char> rest)
    {
        if (!Take(ref rest, 0, 23, out _) || !TakeChar(ref rest, ':') || !Take(ref rest, 0, 59, out _) || !TakeChar(ref rest, ':') || !Take(ref rest, 0, 59, out _))
        {
            return false;
        }

        if (rest.Length >= 2 && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[1]))
        {
            int end = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return true;
    }

    private static bool IsZone(ReadOnlySpan<char> zone)
    {
        if (zone is "Z")
        {
            return true;
        }

        return zone.Length == 6 && zone[0] is '+' or '-' && zone[3] == ':' && char.IsAsciiDigit(zone[1]) && char.IsAsciiDigit(zone[2])
            && char.IsAsciiDigit(zone[4]) && char.IsAsciiDigit(zone[5])
            && ((zone[1] - '0') * 10) + zone[2] - '0' <= 24 && ((zone[4] - '0') * 10) + zone[5] - '0' <= 60;
    }

    private static bool TakeChar(ref ReadOnlySpan<char> rest, char wanted)
    {
        if (rest.IsEmpty || rest[0] != wanted)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    /// <summary>One or two digits.</summary>
    private static bool Take(ref ReadOnlySpan<char> rest, int least, int most, out int value)
    {
        value = 0;
        int length = 0;
        while (length < 2 && length < rest.Length && char.IsAsciiDigit(rest[length]))
        {
            value = (value * 10) + rest[length++] - '0';
        }

        rest = rest[length..];
        return length > 0 && value >= least && value <= most;
    }

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
