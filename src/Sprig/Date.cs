using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of times and durations.</summary>
internal static class Date
{
    private const string HtmlLayout = "2006-01-02";

    private static readonly (ulong Length, string Unit)[] RoundUnits =
    [
        ((ulong)GoDuration.Hour * 24 * 365, "y"),
        ((ulong)GoDuration.Hour * 24 * 30, "mo"),
        ((ulong)GoDuration.Hour * 24, "d"),
        ((ulong)GoDuration.Hour, "h"),
        ((ulong)GoDuration.Minute, "m"),
        ((ulong)GoDuration.Second, "s"),
    ];

    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("now", static (frame, _) => GoTimeValue.Of(Now(frame))),
        Of("ago", static (frame, args) => Value.FromString(GoDuration.ToText(GoDuration.Round(Now(frame).Sub(TimeOf(frame, args[0], int32: false)), GoDuration.Second))), Any),
        Of("date", static (frame, args) => InZone(frame, args[0].Text(), args[1], "Local"), S, Any),
        Of("dateInZone", static (frame, args) => InZone(frame, args[0].Text(), args[1], args[2].Text()), S, Any, S),
        Of("date_in_zone", static (frame, args) => InZone(frame, args[0].Text(), args[1], args[2].Text()), S, Any, S),
        Of("htmlDate", static (frame, args) => InZone(frame, HtmlLayout, args[0], "Local"), Any),
        Of("htmlDateInZone", static (frame, args) => InZone(frame, HtmlLayout, args[0], args[1].Text()), Any, S),
        Of("dateModify", static (_, args) => Modify(args, fails: false), S, GoTimeValue.Type),
        Of("date_modify", static (_, args) => Modify(args, fails: false), S, GoTimeValue.Type),
        Of("mustDateModify", static (_, args) => Modify(args, fails: true), S, GoTimeValue.Type),
        Of("must_date_modify", static (_, args) => Modify(args, fails: true), S, GoTimeValue.Type),
        Of("toDate", static (frame, args) => ToDate(frame, args, fails: false), S, S),
        Of("mustToDate", static (frame, args) => ToDate(frame, args, fails: true), S, S),
        Of("unixEpoch", static (_, args) => Value.FromString(GoNumber.FormatInt(Instant(args[0]).UnixSeconds)), GoTimeValue.Type),
        Of("duration", static (_, args) => Value.FromString(GoDuration.ToText(unchecked(Seconds(args[0]) * GoDuration.Second))), Any),
        Of("durationRound", static (frame, args) => Value.FromString(RoundToUnit(DurationOf(frame, args[0]))), Any),
    ];

    private static GoLocation Local(Frame frame) => GoLocation.Of(frame.Services.LocalZone);

    private static GoTime Now(Frame frame) => GoTime.Now(frame.Services.Time, Local(frame));

    private static GoTime Instant(in Value value) =>
        value.Reference is GoTimeValue time ? time.Time : throw ArgumentValues.NilPointer();

    /// <summary>Times and Unix seconds of the integer types that sprig knows; everything else, floats and texts too, is now.</summary>
    private static GoTime TimeOf(Frame frame, in Value value, bool int32 = true)
    {
        if (value.Reference is GoTimeValue time)
        {
            return time.Time;
        }

        GoType? type = value.Type;
        bool seconds = ReferenceEquals(type, GoType.Int64) || ReferenceEquals(type, GoType.Int) || (int32 && ReferenceEquals(type, GoType.Int32));
        return seconds ? new GoTime(value.Bits, 0, Local(frame)) : Now(frame);
    }

    private static Value InZone(Frame frame, string layout, in Value date, string zone)
    {
        GoLocation location = zone == "Local" ? Local(frame) : GoLocation.Load(zone) ?? GoLocation.Utc;
        return Value.FromString(TimeOf(frame, date).In(location).Format(layout));
    }

    private static Value Modify(ReadOnlySpan<Value> args, bool fails)
    {
        string? error = GoDuration.Parse(args[0].Text(), out long nanoseconds);
        if (error is null)
        {
            return GoTimeValue.Of(Instant(args[1]).Add(nanoseconds));
        }

        return fails ? throw new FunctionException(error) : args[1];
    }

    private static Value ToDate(Frame frame, ReadOnlySpan<Value> args, bool fails)
    {
        string? error = GoTime.Parse(args[0].Text(), args[1].Text(), Local(frame), out GoTime time);
        return error is null || !fails ? GoTimeValue.Of(time) : throw new FunctionException(error);
    }

    /// <summary>Seconds of a text or an int64; of an int, as a literal is, none.</summary>
    private static long Seconds(in Value value)
    {
        if (value.TryGetString(out string? text))
        {
            _ = GoNumber.ParseInt(text, 10, 64, out long seconds);
            return seconds;
        }

        return ReferenceEquals(value.Type, GoType.Int64) ? value.Bits : 0;
    }

    private static long DurationOf(Frame frame, in Value value)
    {
        if (value.TryGetString(out string? text))
        {
            _ = GoDuration.Parse(text, out long nanoseconds);
            return nanoseconds;
        }

        if (value.Reference is GoTimeValue time)
        {
            return Now(frame).Sub(time.Time);
        }

        return ReferenceEquals(value.Type, GoType.Int64) ? value.Bits : 0;
    }

    private static string RoundToUnit(long nanoseconds)
    {
        ulong magnitude = nanoseconds < 0 ? 0UL - (ulong)nanoseconds : (ulong)nanoseconds;
        foreach ((ulong length, string unit) in RoundUnits)
        {
            if (magnitude > length)
            {
                return GoNumber.FormatUint(magnitude / length) + unit;
            }
        }

        return "0s";
    }
}
