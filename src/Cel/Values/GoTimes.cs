using System.Globalization;

namespace Steersman.Cel.Values;

/// <summary>Instants in RFC 3339 as Go's package time reads and writes them.</summary>
internal static class GoTimes
{
    /// <summary>Reads an instant as <c>time.Parse(time.RFC3339, text)</c> does: the hour may have one digit, a fraction may follow the seconds.</summary>
    public static bool TryParse(string text, out CelTimestamp instant)
    {
        instant = new CelTimestamp(0, 0, 0);
        ReadOnlySpan<char> rest = text;
        if (!TryRead(ref rest, 4, 4, out int year) || !TrySkip(ref rest, '-') || !TryRead(ref rest, 2, 2, out int month) || !TrySkip(ref rest, '-') || !TryRead(ref rest, 2, 2, out int day)
            || !TrySkip(ref rest, 'T') || !TryRead(ref rest, 1, 2, out int hour) || !TrySkip(ref rest, ':') || !TryRead(ref rest, 2, 2, out int minute) || !TrySkip(ref rest, ':')
            || !TryRead(ref rest, 2, 2, out int second))
        {
            return false;
        }

        int nanoseconds = ReadFraction(ref rest);
        if (!TryReadOffset(rest, out int offset)
            || month is < 1 or > 12 || day < 1 || day > CivilTime.DaysIn(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        long seconds = (CivilTime.DaysSince1970(year, month, day) * 86400) + (hour * 3600) + (minute * 60) + second - offset;
        instant = new CelTimestamp(seconds, nanoseconds, offset);
        return true;
    }

    /// <summary>Writes an instant with its own offset and as many digits of the fraction as it has (<c>time.RFC3339Nano</c>).</summary>
    public static string Format(CelTimestamp instant)
    {
        int offset = instant.OffsetSeconds / 60;
        return Date(instant, 'T') + (offset == 0 ? "Z" : $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}:{Math.Abs(offset) % 60:00}");
    }

    /// <summary>The text of <c>time.Time.String</c>.</summary>
    public static string Display(CelTimestamp instant)
    {
        int offset = instant.OffsetSeconds / 60;
        string zone = $"{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}{Math.Abs(offset) % 60:00}";
        return $"{Date(instant, ' ')} {zone} {(offset == 0 ? "UTC" : zone)}";
    }

    private static string Date(CelTimestamp instant, char separator)
    {
        CivilTime time = new(instant.Seconds + instant.OffsetSeconds);
        string fraction = instant.Nanoseconds == 0 ? "" : "." + instant.Nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{time.Year:0000}-{time.Month:00}-{time.DayOfMonth:00}{separator}{time.Hour:00}:{time.Minute:00}:{time.Second:00}{fraction}";
    }

    private static bool TrySkip(ref ReadOnlySpan<char> rest, char c)
    {
        bool isThere = rest.StartsWith(c);
        rest = isThere ? rest[1..] : rest;
        return isThere;
    }

    private static bool TryRead(ref ReadOnlySpan<char> rest, int min, int max, out int value)
    {
        int count = 0;
        value = 0;
        while (count < max && count < rest.Length && char.IsAsciiDigit(rest[count]))
        {
            value = (value * 10) + (rest[count++] - '0');
        }

        rest = rest[count..];
        return count >= min;
    }

    private static int ReadFraction(ref ReadOnlySpan<char> rest)
    {
        if (rest is not ['.' or ',', >= '0' and <= '9', ..])
        {
            return 0;
        }

        int value = 0;
        int count = 0;
        rest = rest[1..];
        for (; count < rest.Length && char.IsAsciiDigit(rest[count]); count++)
        {
            value = count < 9 ? (value * 10) + (rest[count] - '0') : value;
        }

        rest = rest[count..];
        for (; count < 9; count++)
        {
            value *= 10;
        }

        return value;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> rest, out int offset)
    {
        offset = 0;
        if (rest is "Z")
        {
            return true;
        }

        if (rest is not ['+' or '-', .., _] || rest.Length != 6)
        {
            return false;
        }

        bool isWest = rest[0] == '-';
        rest = rest[1..];
        if (!TryRead(ref rest, 2, 2, out int hours) || !TrySkip(ref rest, ':') || !TryRead(ref rest, 2, 2, out int minutes) || hours > 24 || minutes > 60)
        {
            return false;
        }

        offset = ((hours * 60) + minutes) * (isWest ? -60 : 60);
        return true;
    }
}
