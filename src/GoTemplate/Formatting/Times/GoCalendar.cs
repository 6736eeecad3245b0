namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The proleptic Gregorian calendar over all years, where the framework's ends at 1 and 9999.</summary>
internal static class GoCalendar
{
    public const long SecondsPerDay = 86400;

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

    /// <summary>Days since 1970-01-01 of a day; month and day may lie outside their ranges.</summary>
    public static long DaysOf(long year, long month, long day)
    {
        month--;
        year += FloorDiv(month, 12);
        int m = (int)Mod(month, 12);
        // Years that begin with March put the leap day last.
        long y = m <= 1 ? year - 1 : year;
        long era = FloorDiv(y, 400);
        long yearOfEra = y - (era * 400);
        long dayOfYear = ((153 * (m <= 1 ? m + 10 : m - 2)) + 2) / 5;
        return (era * 146097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719468 + (day - 1);
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
