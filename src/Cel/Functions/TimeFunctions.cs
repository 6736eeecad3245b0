using System.Globalization;
using Steersman.Cel.Checking;
using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>Parts of instants and durations; instants are taken apart in UTC unless a zone is named.</summary>
internal static class TimeFunctions
{
    private const long Second = 1_000_000_000;

    public static IEnumerable<CelFunction> All { get; } =
    [
        Part("getFullYear", static (time, _) => time.Year),
        Part("getMonth", static (time, _) => time.Month - 1),
        Part("getDayOfYear", static (time, _) => time.DayOfYear - 1),
        Part("getDayOfMonth", static (time, _) => time.DayOfMonth - 1),
        Part("getDate", static (time, _) => time.DayOfMonth),
        Part("getDayOfWeek", static (time, _) => time.Weekday),
        Part("getHours", static (time, _) => time.Hour, static duration => duration / (3600 * Second)),
        Part("getMinutes", static (time, _) => time.Minute, static duration => duration / (60 * Second)),
        Part("getSeconds", static (time, _) => time.Second, static duration => duration / Second),
        Part("getMilliseconds", static (_, nanoseconds) => nanoseconds / 1_000_000, static duration => duration / 1_000_000),
    ];

    private static CelFunction Part(string name, Func<CivilTime, int, int> ofInstant, Func<long, long>? ofDuration = null)
    {
        List<Overload> overloads =
        [
            new(true, CelType.Int, [CelType.Timestamp], (_, values) => Take(values[0].AsTimestamp, 0)),
            new(true, CelType.Int, [CelType.Timestamp, CelType.String], InZone),
        ];
        if (ofDuration is not null)
        {
            overloads.Add(new Overload(true, CelType.Int, [CelType.Duration], (_, values) => CelValue.FromInt(ofDuration(values[0].AsInt))));
        }

        return new CelFunction(name, overloads);

        CelValue InZone(EvaluationContext context, ReadOnlySpan<CelValue> values) =>
            TryFindOffset(context, values[1].AsString, values[0].AsTimestamp.Seconds, out int offset, out string error) ? Take(values[0].AsTimestamp, offset) : CelValue.Error(error);

        CelValue Take(CelTimestamp instant, int offset) => CelValue.FromInt(ofInstant(new CivilTime(instant.Seconds + offset), instant.Nanoseconds));
    }

    private static bool TryFindOffset(EvaluationContext context, string zone, long seconds, out int offset, out string error)
    {
        int colon = zone.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            return TryReadOffset(zone, colon, out offset, out error);
        }

        error = "";
        offset = 0;
        if (zone is "" or "UTC" or "Local")
        {
            return true;
        }

        if (zone.Contains("..", StringComparison.Ordinal) || zone[0] is '/' or '\\' || zone.Contains('\\', StringComparison.Ordinal))
        {
            error = "time: invalid location name";
            return false;
        }

        error = $"unknown time zone {zone}";
        return context.Zones.TryGetOffset(zone, seconds, out offset);
    }

    private static bool TryReadOffset(string zone, int colon, out int offset, out string error)
    {
        offset = 0;
        if (!TryReadNumber(zone[..colon], out long hours, out error) || !TryReadNumber(zone[(colon + 1)..], out long minutes, out error))
        {
            return false;
        }

        offset = (int)Math.Clamp(((hours * 60) + (zone[0] == '-' ? -minutes : minutes)) * 60, -int.MaxValue, int.MaxValue);
        return true;
    }

    /// <summary>Go's <c>strconv.Atoi</c>.</summary>
    private static bool TryReadNumber(string text, out long value, out string error)
    {
        bool isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        bool isInRange = isNumber && value is > -1_000_000_000 and < 1_000_000_000;
        error = isInRange ? "" : $"strconv.Atoi: parsing {StringFunctions.GoQuote(text)}: {(isNumber ? "value out of range" : "invalid syntax")}";
        return isInRange;
    }
}
