using System.Globalization;
using Steersman.Yaml.Nodes;

namespace Steersman.Yaml.Decoding;

/// <summary>The scalars that go-yaml takes for a time: Go's <c>time.Parse</c> with its four layouts (resolve.go, parseTimestamp).</summary>
internal static class GoTimestamp
{
    public static bool IsTimestamp(ReadOnlySpan<char> text) => Parse(text) is not null;

    /// <summary>The time; null where the text is none.</summary>
    public static YamlTime? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length < 5 || text[4] != '-' || text[..4].IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        int year = int.Parse(text[..4], CultureInfo.InvariantCulture);
        ReadOnlySpan<char> rest = text[5..];
        if (!Take(ref rest, 1, 12, out int month) || !TakeChar(ref rest, '-') || !Take(ref rest, 1, 31, out int day) || day > DaysIn(year, month))
        {
            return null;
        }

        YamlTime? time = new(year, month, day, 0, 0, 0, 0, 0);
        if (rest.IsEmpty)
        {
            return time;
        }

        char separator = rest[0];
        if (separator == ' ')
        {
            rest = rest.TrimStart(' ');
            time = TakeTime(ref rest, time);
            return rest.IsEmpty ? time : null;
        }

        rest = rest[1..];
        return separator is 'T' or 't' && TakeTime(ref rest, time) is { } local && TryZone(rest, out int offset) ? local with { OffsetMinutes = offset } : null;
    }

    private static YamlTime? TakeTime(ref ReadOnlySpan<char> rest, YamlTime date)
    {
        if (!Take(ref rest, 0, 23, out int hour) || !TakeChar(ref rest, ':') || !Take(ref rest, 0, 59, out int minute) || !TakeChar(ref rest, ':') || !Take(ref rest, 0, 59, out int second))
        {
            return null;
        }

        int nanosecond = 0;
        if (rest.Length >= 2 && rest[0] is '.' or ',' && char.IsAsciiDigit(rest[1]))
        {
            int end = rest[1..].IndexOfAnyExceptInRange('0', '9');
            ReadOnlySpan<char> digits = end < 0 ? rest[1..] : rest[1..(end + 1)];
            rest = end < 0 ? [] : rest[(end + 1)..];
            nanosecond = int.Parse(digits[..Math.Min(9, digits.Length)].ToString().PadRight(9, '0'), CultureInfo.InvariantCulture);
        }

        return date with { Hour = hour, Minute = minute, Second = second, Nanosecond = nanosecond };
    }

    private static bool TryZone(ReadOnlySpan<char> zone, out int offset)
    {
        offset = 0;
        if (zone is "Z")
        {
            return true;
        }

        if (zone.Length != 6 || zone[0] is not ('+' or '-') || zone[3] != ':' || !char.IsAsciiDigit(zone[1]) || !char.IsAsciiDigit(zone[2])
            || !char.IsAsciiDigit(zone[4]) || !char.IsAsciiDigit(zone[5]))
        {
            return false;
        }

        int hours = ((zone[1] - '0') * 10) + zone[2] - '0';
        int minutes = ((zone[4] - '0') * 10) + zone[5] - '0';
        offset = (zone[0] == '-' ? -1 : 1) * ((hours * 60) + minutes);
        return hours <= 24 && minutes <= 60;
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
