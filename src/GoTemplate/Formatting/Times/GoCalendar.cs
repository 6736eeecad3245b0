namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The proleptic Gregorian calendar over all years, where the framework's ends at 1 and 9999.</summary>
internal static class GoCalendar
{
    public const long SecondsPerDay = 86400;

    /// <summary>Years from the beginning of Go's calendar to year 0: as many as seconds in 64 bits reach.</summary>
    private const ulong AbsoluteYears = 292277022400;

    /// <summary>Days from the beginning of Go's calendar, a March 1st, to year 1.</summary>
    public const long AbsoluteDays = ((long)AbsoluteYears / 400 * 146097) + 306;

    /// <summary>Days before each month of a year that is no leap year.</summary>
    public static ReadOnlySpan<int> DaysBefore => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    public static ReadOnlySpan<string> MonthNames => Months;

    public static ReadOnlySpan<string> DayNames => Days;

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int month, long year) =>
        month == 2 && IsLeap(year) ? 29 : DaysBefore[month] - DaysBefore[month - 1];

    /// <summary>Days since 1970-01-01 of a day; month and day may lie outside their ranges. Years beyond Go's calendar go wrong as they do in Go.</summary>
    public static long DaysOf(long year, long month, long day)
    {
        unchecked
        {
            month--;
            year += FloorDiv(month, 12);
            uint shifted = (uint)Mod(month, 12) + 1;
            uint isEarly = shifted < 3 ? 1u : 0;    // years that begin with March put the leap day last
            shifted += 12 * isEarly;
            ulong absoluteYear = (ulong)year - isEarly + AbsoluteYears;
            uint dayOfYear = ((shifted * 979) - 2919) >> 5;
            ulong centuryDays = 146097 * (absoluteYear / 100) / 4;
            long dayOfCentury = (1461 * (uint)(absoluteYear % 100) / 4) + dayOfYear;
            return (long)(centuryDays + (ulong)(dayOfCentury + day - 1)) - (AbsoluteDays + 719162);
        }
    }

    /// <summary>The date of a day counted from 1970-01-01.</summary>
    public static (long Year, int Month, int Day) DateOf(long days)
    {
        days += 719468;
        long era = FloorDiv(days, 146097);
        long dayOfEra = days - (era * 146097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long shifted = ((5 * dayOfYear) + 2) / 153;
        int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1));
    }

    /// <summary>0 for Sunday.</summary>
    public static int WeekdayOf(long days) => (int)Mod(days + 4, 7);

    public static long FloorDiv(long value, long by) => (value / by) - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);

    public static long Mod(long value, long by) => value - (FloorDiv(value, by) * by);
}
