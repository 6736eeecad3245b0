namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A day of each year and a time on it: the n-th weekday of a month (M), a day of the year without 29 February (J), or with it.</summary>
/// <param name="Kind">M, J or 0.</param>
/// <param name="Month">1 to 12 (M).</param>
/// <param name="Week">1 to 4, 5 for the last (M).</param>
/// <param name="Day">The weekday from Sunday 0 (M), or the day of the year.</param>
/// <param name="Time">Seconds after midnight; may be negative or beyond the day.</param>
internal readonly record struct ZoneRuleDay(char Kind, int Month, int Week, int Day, int Time)
{
    private const int DefaultTime = 2 * 3600;

    public static ZoneRuleDay Read(ref ReadOnlySpan<char> text)
    {
        char kind = char.IsAsciiDigit(text[0]) ? '0' : text[0];
        text = kind == '0' ? text : text[1..];
        int month = 0;
        int week = 0;
        int day = ZoneRule.ReadNumber(ref text);
        if (kind == 'M')
        {
            month = day;
            text = text[1..];
            week = ZoneRule.ReadNumber(ref text);
            text = text[1..];
            day = ZoneRule.ReadNumber(ref text);
        }

        int time = DefaultTime;
        if (!text.IsEmpty && text[0] == '/')
        {
            text = text[1..];
            time = ZoneRule.ReadTime(ref text);
        }

        return new(kind, month, week, day, time);
    }

    /// <summary>Seconds since 1970 on the clock that the rule speaks of.</summary>
    public long InstantOf(long year)
    {
        long days = Kind switch
        {
            'M' => WeekdayOf(year),
            'J' => GoCalendar.DaysOf(year, 1, 1) + Day - 1 + (GoCalendar.IsLeap(year) && Day >= 60 ? 1 : 0),
            _ => GoCalendar.DaysOf(year, 1, 1) + Day,
        };
        return (days * GoCalendar.SecondsPerDay) + Time;
    }

    private long WeekdayOf(long year)
    {
        long first = GoCalendar.DaysOf(year, Month, 1);
        long day = first + GoCalendar.Mod(Day - GoCalendar.WeekdayOf(first), 7) + ((Week - 1) * 7);
        return day < first + GoCalendar.DaysIn(Month, year) ? day : day - 7;
    }
}
