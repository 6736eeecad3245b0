using System.Globalization;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Charts;

/// <summary>Reads times as Go's <c>time.Time.UnmarshalJSON</c> does, with its error texts.</summary>
internal static class TimestampParser
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";

    /// <summary>The time that an RFC 3339 text stands for.</summary>
    /// <exception cref="HelmException">The text is none.</exception>
    public static Timestamp Parse(string text)
    {
        int at = 0;
        int year = Number(text, ref at, 4, "2006");
        Literal(text, ref at, '-');
        int month = Number(text, ref at, 2, "01");
        Literal(text, ref at, '-');
        int day = Number(text, ref at, 2, "02");
        Literal(text, ref at, 'T');
        int hour = Number(text, ref at, 2, "15");
        Literal(text, ref at, ':');
        int minute = Number(text, ref at, 2, "04");
        Literal(text, ref at, ':');
        int second = Number(text, ref at, 2, "05");
        long nanoseconds = Fraction(text, ref at);
        TimeSpan offset = Offset(text, at);
        InRange(text, month is >= 1 and <= 12, "month");
        InRange(text, hour < 24, "hour");
        InRange(text, minute < 60, "minute");
        InRange(text, second < 60, "second");
        InRange(text, day >= 1 && day <= DateTime.DaysInMonth(Math.Max(year, 1), month), "day");

        // Go's year 0 and what lies outside of .NET's calendar by its offset only: no release was ever made then.
        long ticks = year == 0 ? -1 : new DateTime(year, month, day, hour, minute, second).Ticks + (nanoseconds / 100);
        InRange(text, ticks >= 0 && ticks - offset.Ticks is >= 0 and < 3155378976000000000, "year");
        return new Timestamp(new DateTimeOffset(ticks, offset), (int)(nanoseconds % 100));
    }

    private static int Number(string text, ref int at, int digits, string element)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        if (rest.Length < digits || rest[..digits].ContainsAnyExceptInRange('0', '9'))
        {
            throw Error(text, at, element);
        }

        at += digits;
        return int.Parse(rest[..digits], CultureInfo.InvariantCulture);
    }

    private static void Literal(string text, ref int at, char literal)
    {
        if (at >= text.Length || text[at] != literal)
        {
            throw Error(text, at, literal.ToString());
        }

        at++;
    }

    private static long Fraction(string text, ref int at)
    {
        if (at + 1 >= text.Length || text[at] is not ('.' or ',') || !char.IsAsciiDigit(text[at + 1]))
        {
            return 0;
        }

        long nanoseconds = 0;
        long digit = 100_000_000;
        for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            nanoseconds += (text[at] - '0') * digit;
            digit /= 10;
        }

        return nanoseconds;
    }

    private static TimeSpan Offset(string text, int at)
    {
        ReadOnlySpan<char> zone = text.AsSpan(at);
        if (zone is "Z")
        {
            return TimeSpan.Zero;
        }

        if (zone.Length > 1 && zone[0] == 'Z')
        {
            throw new HelmException($"parsing time {GoQuote.Quote(text)}: extra text: {GoQuote.Quote(zone[1..].ToString())}");
        }

        if (zone.Length < 6 || zone[0] is not ('+' or '-') || zone[3] != ':' || zone[1..3].ContainsAnyExceptInRange('0', '9') || zone[4..6].ContainsAnyExceptInRange('0', '9'))
        {
            throw Error(text, at, "Z07:00");
        }

        if (zone.Length > 6)
        {
            throw new HelmException($"parsing time {GoQuote.Quote(text)}: extra text: {GoQuote.Quote(zone[6..].ToString())}");
        }

        TimeSpan offset = new(int.Parse(zone[1..3], CultureInfo.InvariantCulture), int.Parse(zone[4..6], CultureInfo.InvariantCulture), 0);
        InRange(text, offset <= TimeSpan.FromHours(14), "time zone offset hour");    // Go takes up to 24 hours; no zone has more than 14
        return zone[0] == '-' ? -offset : offset;
    }

    private static void InRange(string text, bool isInRange, string element)
    {
        if (!isInRange)
        {
            throw new HelmException($"parsing time {GoQuote.Quote(text)}: {element} out of range");
        }
    }

    private static HelmException Error(string text, int at, string element) =>
        new($"parsing time {GoQuote.Quote(text)} as {GoQuote.Quote(Layout)}: cannot parse {GoQuote.Quote(text[Math.Min(at, text.Length)..])} as {GoQuote.Quote(element)}");
}
