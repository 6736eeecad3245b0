using System.Globalization;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>time.Duration</c>: nanoseconds in an int64.</summary>
public static class GoDuration
{
    public const long Nanosecond = 1;
    public const long Microsecond = 1000 * Nanosecond;
    public const long Millisecond = 1000 * Microsecond;
    public const long Second = 1000 * Millisecond;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;

    /// <summary>The Go type, which prints as <see cref="ToText"/> says.</summary>
    public static GoType Type => TimeMethods.Duration;

    /// <summary>A template value of the type.</summary>
    public static Value ToValue(long nanoseconds) => Value.FromInteger(Type, nanoseconds);

    /// <summary>Go's <c>String()</c>: 1h15m30.918s, 1.5ms, 0s.</summary>
    public static string ToText(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }

        bool negative = nanoseconds < 0;
        ulong magnitude = negative ? 0UL - (ulong)nanoseconds : (ulong)nanoseconds;
        StringBuilder text = new();
        if (negative)
        {
            text.Append('-');
        }

        if (magnitude < Second)
        {
            (ulong unit, string name) = magnitude switch
            {
                < Microsecond => (1UL, "ns"),
                < Millisecond => ((ulong)Microsecond, "µs"),
                _ => ((ulong)Millisecond, "ms"),
            };
            AppendFraction(text, magnitude, unit);
            return text.Append(name).ToString();
        }

        ulong minutes = magnitude / Minute;
        if (minutes >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes / 60}h");
        }

        if (minutes > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{minutes % 60}m");
        }

        AppendFraction(text, magnitude % Minute, Second);
        return text.Append('s').ToString();
    }

    /// <summary>Go's <c>ParseDuration</c>.</summary>
    /// <returns>Null, or the text of Go's error (the duration is 0 then).</returns>
    public static string? Parse(string text, out long nanoseconds) => DurationParser.Parse(text, out nanoseconds);

    /// <summary>Go's <c>Truncate</c>: toward zero to a multiple; unchanged for a multiple that is not positive.</summary>
    public static long Truncate(long nanoseconds, long multiple) => multiple <= 0 ? nanoseconds : nanoseconds - (nanoseconds % multiple);

    /// <summary>Go's <c>Round</c>: to the nearest multiple, halves away from zero; stays within an int64.</summary>
    public static long Round(long nanoseconds, long multiple)
    {
        if (multiple <= 0)
        {
            return nanoseconds;
        }

        Int128 rest = nanoseconds % multiple;
        Int128 low = nanoseconds - rest;
        Int128 rounded = Int128.Abs(rest) * 2 < multiple ? low : low + (nanoseconds < 0 ? -multiple : multiple);
        return (long)Int128.Clamp(rounded, long.MinValue, long.MaxValue);
    }

    /// <summary>Go's <c>Abs</c>: the smallest duration gives the largest.</summary>
    public static long Abs(long nanoseconds) => nanoseconds == long.MinValue ? long.MaxValue : Math.Abs(nanoseconds);

    /// <summary>Go's <c>Hours</c>, <c>Minutes</c>, <c>Seconds</c>: the whole units and the rest apart, as Go adds them.</summary>
    /// <param name="nanoseconds">The duration.</param>
    /// <param name="unit">One of <see cref="Hour"/>, <see cref="Minute"/>, <see cref="Second"/>.</param>
    public static double In(long nanoseconds, long unit) => (nanoseconds / unit) + ((double)(nanoseconds % unit) / unit);

    private static void AppendFraction(StringBuilder text, ulong magnitude, ulong unit)
    {
        text.Append(magnitude / unit);
        ulong rest = magnitude % unit;
        if (rest == 0)
        {
            return;
        }

        text.Append('.');
        while (rest != 0)
        {
            unit /= 10;
            text.Append((char)('0' + (rest / unit)));
            rest %= unit;
        }
    }
}
