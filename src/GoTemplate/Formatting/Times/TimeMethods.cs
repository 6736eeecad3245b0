using System.Collections.Frozen;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The types of Go's package <c>time</c> with the methods that templates can call.</summary>
internal static class TimeMethods
{
    public const string Rfc3339Nano = "2006-01-02T15:04:05.999999999Z07:00";

    // Types name one another in their methods, so their order here matters.
    public static readonly GoType Month = new(GoKind.Int, "time.Month")
    {
        Stringer = MonthText,
        Methods = Table(OfBits("String", static bits => Value.FromString(MonthText(bits)))),
    };

    public static readonly GoType Weekday = new(GoKind.Int, "time.Weekday")
    {
        Stringer = WeekdayText,
        Methods = Table(OfBits("String", static bits => Value.FromString(WeekdayText(bits)))),
    };

    public static readonly GoType Location = new(GoKind.Pointer, "*time.Location", new GoType(GoKind.Struct, "time.Location"))
    {
        Methods = Table(new GoMethod("String", [], false, static (in Value receiver, ReadOnlySpan<Value> _) => Value.FromString(((GoLocationValue)receiver.Reference!).GoText()))),
    };

    public static readonly GoType Duration = MakeDuration();

    public static readonly GoType Time = MakeTime();

    private static GoType MakeDuration()
    {
        Dictionary<string, GoMethod> methods = new(StringComparer.Ordinal);
        GoType type = new(GoKind.Int64, "time.Duration") { Stringer = GoDuration.ToText, Methods = methods };
        Value Same(long bits) => Value.FromInteger(type, bits);
        GoMethod[] all =
        [
            OfBits("String", static bits => Value.FromString(GoDuration.ToText(bits))),
            OfBits("Hours", static bits => Value.FromFloat64(GoDuration.In(bits, GoDuration.Hour))),
            OfBits("Minutes", static bits => Value.FromFloat64(GoDuration.In(bits, GoDuration.Minute))),
            OfBits("Seconds", static bits => Value.FromFloat64(GoDuration.In(bits, GoDuration.Second))),
            OfBits("Milliseconds", static bits => Value.FromInt64(bits / GoDuration.Millisecond)),
            OfBits("Microseconds", static bits => Value.FromInt64(bits / GoDuration.Microsecond)),
            OfBits("Nanoseconds", static bits => Value.FromInt64(bits)),
            OfBits("Abs", bits => Same(GoDuration.Abs(bits))),
            new("Round", [type], false, (in Value receiver, ReadOnlySpan<Value> args) => Same(GoDuration.Round(receiver.Bits, args[0].Bits))),
            new("Truncate", [type], false, (in Value receiver, ReadOnlySpan<Value> args) => Same(GoDuration.Truncate(receiver.Bits, args[0].Bits))),
        ];
        Fill(methods, all);
        return type;
    }

    private static GoType MakeTime()
    {
        Dictionary<string, GoMethod> methods = new(StringComparer.Ordinal);
        GoType type = new(GoKind.Struct, "time.Time") { Methods = methods };
        GoMethod[] all =
        [
            Of("String", static time => Value.FromString(time.ToString())),
            Of("GoString", static time => Value.FromString(time.ToGoSyntax())),
            Of("Unix", static time => Value.FromInt64(time.UnixSeconds)),
            Of("UnixMilli", static time => Value.FromInt64(unchecked((time.UnixSeconds * 1000) + (time.Nanoseconds / 1_000_000)))),
            Of("UnixMicro", static time => Value.FromInt64(unchecked((time.UnixSeconds * 1_000_000) + (time.Nanoseconds / 1000)))),
            Of("UnixNano", static time => Value.FromInt64(unchecked((time.UnixSeconds * GoDuration.Second) + time.Nanoseconds))),
            Of("Year", static time => Value.FromInt(time.Date.Year)),
            Of("Month", static time => Value.FromInteger(Month, time.Date.Month)),
            Of("Day", static time => Value.FromInt(time.Date.Day)),
            Of("Hour", static time => Value.FromInt(time.Clock.Hour)),
            Of("Minute", static time => Value.FromInt(time.Clock.Minute)),
            Of("Second", static time => Value.FromInt(time.Clock.Second)),
            Of("Nanosecond", static time => Value.FromInt(time.Nanoseconds)),
            Of("Weekday", static time => Value.FromInteger(Weekday, time.Weekday)),
            Of("YearDay", static time => Value.FromInt(time.YearDay)),
            Of("IsZero", static time => Value.FromBool(time.IsZero)),
            Of("IsDST", static time => Value.FromBool(time.Location.IsDaylight(time.UnixSeconds))),
            Of("UTC", static time => GoTimeValue.Of(time.In(GoLocation.Utc))),
            Of("Local", static time => GoTimeValue.Of(time.In(GoLocation.Local))),
            Of("Location", static time => Value.FromObject(new GoLocationValue(time.Location))),
            Refused("Date", 3, ""),
            Refused("Clock", 3, ""),
            Refused("Zone", 2, "int"),
            Refused("ISOWeek", 2, "int"),
            Refused("ZoneBounds", 2, "time.Time"),
            Of("MarshalText", static time => Bytes(TimeMarshalling.Text(time, "MarshalText"))),
            Of("MarshalJSON", static time => Bytes(TimeMarshalling.Json(time))),
            Of("MarshalBinary", static time => Bytes(TimeMarshalling.Binary(time))),
            Of("GobEncode", static time => Bytes(TimeMarshalling.Binary(time))),
            Taking("AppendText", [GoType.ByteSlice], static (time, args) => Joined(args[0], TimeMarshalling.Text(time, "AppendText"))),
            Taking("AppendBinary", [GoType.ByteSlice], static (time, args) => Joined(args[0], TimeMarshalling.Binary(time))),
            Taking("AppendFormat", [GoType.ByteSlice, GoType.String], static (time, args) => Joined(args[0], GoString.ToBytes(time.Format(Text(args[1]))))),
            Taking("Format", [GoType.String], static (time, args) => Value.FromString(time.Format(Text(args[0])))),
            Taking("In", [Location], static (time, args) => GoTimeValue.Of(time.In(((GoLocationValue)args[0].Reference!).Location))),
            Taking("Add", [Duration], static (time, args) => GoTimeValue.Of(time.Add(args[0].Bits))),
            Taking("AddDate", [GoType.Int, GoType.Int, GoType.Int], static (time, args) => GoTimeValue.Of(time.AddDate(args[0].Bits, args[1].Bits, args[2].Bits))),
            Taking("Round", [Duration], static (time, args) => GoTimeValue.Of(time.Round(args[0].Bits))),
            Taking("Truncate", [Duration], static (time, args) => GoTimeValue.Of(time.Truncate(args[0].Bits))),
            Taking("Sub", [type], static (time, args) => GoDuration.ToValue(time.Sub(Instant(args[0])))),
            Taking("Before", [type], static (time, args) => Value.FromBool(time.Compare(Instant(args[0])) < 0)),
            Taking("After", [type], static (time, args) => Value.FromBool(time.Compare(Instant(args[0])) > 0)),
            Taking("Equal", [type], static (time, args) => Value.FromBool(time.Compare(Instant(args[0])) == 0)),
            Taking("Compare", [type], static (time, args) => Value.FromInt(time.Compare(Instant(args[0])))),
        ];
        Fill(methods, all);
        return type;
    }

    private static string MonthText(long bits) =>
        bits is >= 1 and <= 12 ? GoCalendar.MonthNames[(int)bits - 1] : $"%!Month({GoNumber.FormatUint((ulong)bits)})";

    private static string WeekdayText(long bits) =>
        bits is >= 0 and <= 6 ? GoCalendar.DayNames[(int)bits] : $"%!Weekday({GoNumber.FormatUint((ulong)bits)})";

    private static GoTime Instant(in Value value) =>
        value.Reference is GoTimeValue time ? time.Time : throw new FunctionException("value is no time.Time");

    private static string Text(in Value value) => value.TryGetString(out string? text) ? text : "";

    private static Value Bytes(byte[] bytes) => Value.FromList(ValueList.OfBytes(bytes));

    private static Value Joined(in Value before, byte[] bytes) =>
        Bytes([.. before.TryGetList(out ValueList? list) ? GoString.ToBytes(GoStrings.OfBytes(list)) : [], .. bytes]);

    private static GoMethod OfBits(string name, Func<long, Value> body) =>
        new(name, [], false, (in Value receiver, ReadOnlySpan<Value> _) => body(receiver.Bits));

    private static GoMethod Of(string name, Func<GoTime, Value> body) =>
        new(name, [], false, (in Value receiver, ReadOnlySpan<Value> _) => body(Instant(receiver)));

    private static GoMethod Taking(string name, GoType[] parameters, Func<GoTime, ReadOnlySpan<Value>, Value> body) =>
        new(name, parameters, false, (in Value receiver, ReadOnlySpan<Value> args) => body(Instant(receiver), args));

    private static GoMethod Refused(string name, int results, string second) => GoMethod.Refused(
        name,
        results == 2
            ? $"invalid function signature for {name}: second return value should be error; is {second}"
            : $"function {name} has {results} return values; should be 1 or 2");

    private static FrozenDictionary<string, GoMethod> Table(params GoMethod[] methods) =>
        methods.ToFrozenDictionary(static method => method.Name, StringComparer.Ordinal);

    private static void Fill(Dictionary<string, GoMethod> table, GoMethod[] methods)
    {
        foreach (GoMethod method in methods)
        {
            table[method.Name] = method;
        }
    }
}
