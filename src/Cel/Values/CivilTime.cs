using System.Runtime.InteropServices;

namespace Steersman.Cel.Values;

/// <summary>What clock and calendar show at an instant somewhere (Gregorian, also before it was in use).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CivilTime
{
    private const int Day = 86400;
    private const int DaysIn400Years = 146097;

    /// <param name="seconds">Seconds since 1970 as the clock there counts them: the offset added.</param>
    public CivilTime(long seconds)
    {
        long days = Math.DivRem(seconds, Day, out long rest);
        if (rest < 0)
        {
            rest += Day;
            days--;
        }

        Hour = (int)(rest / 3600);
        Minute = (int)(rest / 60 % 60);
        Second = (int)(rest % 60);
        Weekday = (int)((((days + 4) % 7) + 7) % 7);

        // Years from March: leap days come last.
        days += 719468;
        long era = (days >= 0 ? days : days - DaysIn400Years + 1) / DaysIn400Years;
        int dayOfEra = (int)(days - (era * DaysIn400Years));
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int month = ((5 * dayOfYear) + 2) / 153;
        DayOfMonth = dayOfYear - (((153 * month) + 2) / 5) + 1;
        Month = month < 10 ? month + 3 : month - 9;
        Year = (int)(yearOfEra + (era * 400)) + (Month <= 2 ? 1 : 0);
        DayOfYear = (int)(DaysSince1970(Year, Month, DayOfMonth) - DaysSince1970(Year, 1, 1)) + 1;
    }

    public int Year { get; }

    public int Month { get; }

    public int DayOfMonth { get; }

    /// <summary>From 1.</summary>
    public int DayOfYear { get; }

    /// <summary>From Sunday, 0.</summary>
    public int Weekday { get; }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public static long DaysSince1970(int year, int month, int day)
    {
        int shifted = month <= 2 ? year - 1 : year;
        long era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        int yearOfEra = (int)(shifted - (era * 400));
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (era * DaysIn400Years) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719468;
    }

    public static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
