namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>time.Time</c>: an instant with nanoseconds and the location that it is shown in.</summary>
/// <remarks>The default value is Go's zero time only through <see cref="Zero"/>; equality is of the struct, not of the instant.</remarks>
public readonly record struct GoTime
{
    private const long ZeroUnix = -62135596800;

    /// <summary>Days from the first day of Go's calendar, a March 1st 292277022399 years before year 1, to 1970.</summary>
    private const long DaysBeforeUnix = GoCalendar.AbsoluteDays + 719162;

    /// <summary>Makes a time.</summary>
    /// <param name="unixSeconds">Seconds since 1970.</param>
    /// <param name="nanoseconds">0 to 999,999,999.</param>
    /// <param name="location">Null means UTC.</param>
    public GoTime(long unixSeconds, int nanoseconds = 0, GoLocation? location = null)
    {
        UnixSeconds = unixSeconds;
        Nanoseconds = nanoseconds;
        Location = location ?? GoLocation.Utc;
    }

    /// <summary>The first second of year 1, UTC.</summary>
    public static GoTime Zero { get; } = new(ZeroUnix);

    public long UnixSeconds { get; }

    public int Nanoseconds { get; }

    public GoLocation Location { get; }

    /// <summary>The reading of the monotonic clock in nanoseconds since the process began; only <c>now</c> has one, and it prints it.</summary>
    public long? Monotonic { get; private init; }

    public bool IsZero => UnixSeconds == ZeroUnix && Nanoseconds == 0;

    /// <summary>Abbreviation and offset in seconds that hold at this instant.</summary>
    public (string Name, int Offset) Zone => Location.Lookup(UnixSeconds);

    public (long Year, int Month, int Day) Date => GoCalendar.DateOf(LocalDays);

    public (int Hour, int Minute, int Second) Clock
    {
        get
        {
            int seconds = (int)(AbsoluteSeconds % GoCalendar.SecondsPerDay);
            return (seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
    }

    /// <summary>0 for Sunday.</summary>
    public int Weekday => GoCalendar.WeekdayOf(LocalDays);

    /// <summary>1 to 366.</summary>
    public int YearDay => (int)(LocalDays - GoCalendar.DaysOf(Date.Year, 1, 1)) + 1;

    /// <summary>Go's <c>ext</c>: seconds since year 1. Those of the last years of an int64 come out negative, as in Go.</summary>
    internal long SecondsOfEra => unchecked(UnixSeconds - ZeroUnix);

    /// <summary>Local seconds since the beginning of Go's calendar, modulo 2^64 as in Go.</summary>
    private ulong AbsoluteSeconds => unchecked((ulong)UnixSeconds + (ulong)(long)Zone.Offset + ((ulong)DaysBeforeUnix * GoCalendar.SecondsPerDay));

    private long LocalDays => (long)(AbsoluteSeconds / GoCalendar.SecondsPerDay) - DaysBeforeUnix;

    /// <summary>Go's <c>time.Date</c>: parts outside their ranges carry over.</summary>
    public static GoTime Of(long year, long month, long day, long hour, long minute, long second, long nanosecond, GoLocation location)
    {
        int nanos = (int)GoCalendar.Mod(nanosecond, GoDuration.Second);
        unchecked
        {
            second += GoCalendar.FloorDiv(nanosecond, GoDuration.Second);
            long local = (GoCalendar.DaysOf(year, month, day) * GoCalendar.SecondsPerDay) + (hour * 3600) + (minute * 60) + second;
            return new(local - location.OffsetOfLocal(local), nanos, location);
        }
    }

    /// <summary>The time of a clock, with a monotonic reading that Go prints with it.</summary>
    public static GoTime Now(TimeProvider clock, GoLocation location)
    {
        long ticks = clock.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks;
        long monotonic = (long)((Int128)clock.GetTimestamp() * GoDuration.Second / clock.TimestampFrequency);
        return new(GoCalendar.FloorDiv(ticks, TimeSpan.TicksPerSecond), (int)GoCalendar.Mod(ticks, TimeSpan.TicksPerSecond) * 100, location)
        {
            Monotonic = monotonic,
        };
    }

    /// <summary>The same instant shown elsewhere.</summary>
    public GoTime In(GoLocation location) => new(UnixSeconds, Nanoseconds, location);

    /// <summary>Go's <c>Add</c>: ends at the first and last second that an int64 counts from year 1.</summary>
    public GoTime Add(long nanoseconds)
    {
        long total = Nanoseconds + (nanoseconds % GoDuration.Second);
        Int128 seconds = (Int128)SecondsOfEra + (nanoseconds / GoDuration.Second) + GoCalendar.FloorDiv(total, GoDuration.Second);
        long era = (long)Int128.Clamp(seconds, -long.MaxValue, long.MaxValue);
        return new(unchecked(era + ZeroUnix), (int)GoCalendar.Mod(total, GoDuration.Second), Location) { Monotonic = Monotonic + nanoseconds };
    }

    /// <summary>Go's <c>AddDate</c>: parts are added, then carried over.</summary>
    public GoTime AddDate(long years, long months, long days)
    {
        (long year, int month, int day) = Date;
        (int hour, int minute, int second) = Clock;
        return unchecked(Of(year + years, month + months, day + days, hour, minute, second, Nanoseconds, Location));
    }

    /// <summary>Go's <c>Sub</c>: nanoseconds from another instant to this one, within an int64.</summary>
    public long Sub(GoTime other)
    {
        Int128 difference = Monotonic is { } mine && other.Monotonic is { } theirs
            ? (Int128)mine - theirs
            : (((Int128)SecondsOfEra - other.SecondsOfEra) * GoDuration.Second) + (Nanoseconds - other.Nanoseconds);
        return (long)Int128.Clamp(difference, long.MinValue, long.MaxValue);
    }

    /// <summary>Go's <c>Compare</c> of the instants.</summary>
    public int Compare(GoTime other) =>
        UnixSeconds != other.UnixSeconds ? SecondsOfEra.CompareTo(other.SecondsOfEra) : Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Go's <c>Truncate</c>: down to a multiple since the zero time.</summary>
    public GoTime Truncate(long multiple) => multiple <= 0 ? this with { Monotonic = null } : (this with { Monotonic = null }).Add(-Rest(multiple));

    /// <summary>Go's <c>Round</c>: to the nearest multiple since the zero time, halves up.</summary>
    public GoTime Round(long multiple)
    {
        if (multiple <= 0)
        {
            return this with { Monotonic = null };
        }

        long rest = Rest(multiple);
        return (this with { Monotonic = null }).Add(rest < multiple - rest ? -rest : multiple - rest);
    }

    /// <summary>Go's <c>ISOWeek</c>.</summary>
    public (long Year, int Week) IsoWeek()
    {
        // The week belongs to the year of its Thursday.
        long thursday = LocalDays + 3 - ((Weekday + 6) % 7);
        long year = GoCalendar.DateOf(thursday).Year;
        return (year, (int)((thursday - GoCalendar.DaysOf(year, 1, 1)) / 7) + 1);
    }

    /// <summary>Go's <c>Format</c>.</summary>
    public string Format(string layout) => TimeFormatter.Format(this, layout);

    /// <summary>Go's <c>String()</c>.</summary>
    public override string ToString()
    {
        string text = Format("2006-01-02 15:04:05.999999999 -0700 MST");
        if (Monotonic is not { } monotonic)
        {
            return text;
        }

        ulong magnitude = monotonic < 0 ? 0UL - (ulong)monotonic : (ulong)monotonic;
        return $"{text} m={(monotonic < 0 ? '-' : '+')}{magnitude / GoDuration.Second}.{magnitude % GoDuration.Second:000000000}";
    }

    /// <summary>Go's <c>GoString()</c>.</summary>
    public string ToGoSyntax()
    {
        (long year, int month, int day) = Date;
        (int hour, int minute, int second) = Clock;
        return $"time.Date({year}, time.{GoCalendar.MonthNames[month - 1]}, {day}, {hour}, {minute}, {second}, {Nanoseconds}, {Location.GoSyntax})";
    }

    /// <summary>Go's <c>ParseInLocation</c>.</summary>
    /// <param name="layout">Go's reference time in the form that the text has.</param>
    /// <param name="text">The text.</param>
    /// <param name="location">Where a text without a zone is.</param>
    /// <param name="time">The time; <see cref="Zero"/> on error.</param>
    /// <returns>Null, or the text of Go's error.</returns>
    public static string? Parse(string layout, string text, GoLocation location, out GoTime time) =>
        TimeParser.Parse(layout, text, location, out time);

    /// <summary>Nanoseconds above the multiple below, counted from year 1.</summary>
    private long Rest(long multiple)
    {
        Int128 rest = (((Int128)SecondsOfEra * GoDuration.Second) + Nanoseconds) % multiple;
        return (long)(rest < 0 ? rest + multiple : rest);
    }
}
