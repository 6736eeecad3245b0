using System.Globalization;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Engine;

/// <summary>Helm's functions of durations (pkg/engine/funcs.go): texts as Go writes durations, numbers as seconds; what is no duration counts as zero.</summary>
internal static class DurationFunctions
{
    private const long Microsecond = 1_000;
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long MaxSeconds = long.MaxValue / Second;
    private const double TwoTo63 = 9223372036854775808.0;

    public static IEnumerable<FunctionDescriptor> All { get; } =
    [
        new("mustToDuration", static (_, args) => Parse(args[0], out long duration) is { } error ? throw new FunctionException(error) : GoDuration.ToValue(duration), [GoType.Any]),
        new("durationSeconds", static (_, args) => Value.FromFloat64(GoDuration.In(OrZero(args[0]), Second)), [GoType.Any]),
        new("durationMilliseconds", static (_, args) => Value.FromInt64(OrZero(args[0]) / Millisecond), [GoType.Any]),
        new("durationMicroseconds", static (_, args) => Value.FromInt64(OrZero(args[0]) / Microsecond), [GoType.Any]),
        new("durationNanoseconds", static (_, args) => Value.FromInt64(OrZero(args[0])), [GoType.Any]),
        new("durationMinutes", static (_, args) => Value.FromFloat64(GoDuration.In(OrZero(args[0]), Minute)), [GoType.Any]),
        new("durationHours", static (_, args) => Value.FromFloat64(GoDuration.In(OrZero(args[0]), Hour)), [GoType.Any]),
        new("durationDays", static (_, args) => Value.FromFloat64(GoDuration.In(OrZero(args[0]), Hour) / 24), [GoType.Any]),
        new("durationWeeks", static (_, args) => Value.FromFloat64(GoDuration.In(OrZero(args[0]), Hour) / 24 / 7), [GoType.Any]),
        new("durationRoundTo", static (_, args) => To(args, GoDuration.Round), [GoType.Any, GoType.Any]),
        new("durationTruncateTo", static (_, args) => To(args, GoDuration.Truncate), [GoType.Any, GoType.Any]),
    ];

    private static Value To(ReadOnlySpan<Value> args, Func<long, long, long> adjust)
    {
        if (Parse(args[0], out long duration) is not null)
        {
            return GoDuration.ToValue(0);
        }

        return GoDuration.ToValue(Parse(args[1], out long multiple) is null ? adjust(duration, multiple) : duration);
    }

    private static long OrZero(in Value value) => Parse(value, out long duration) is null ? duration : 0;

    /// <summary>Helm's <c>asDuration</c>: null, or its error.</summary>
    private static string? Parse(in Value value, out long duration)
    {
        duration = 0;
        if (ReferenceEquals(value.Type, GoDuration.Type))
        {
            duration = value.Bits;
            return null;
        }

        if (value.TryGetString(out string? text))
        {
            return ParseText(text, out duration);
        }

        if (value.TryGetFloat64(out double number))
        {
            return OfSeconds(number, out duration);
        }

        switch (value.Kind)
        {
            case GoKind.Invalid:
                return "invalid duration";
            case >= GoKind.Int and <= GoKind.Int64:
                duration = unchecked(value.Bits * Second);
                return value.Bits is <= MaxSeconds and >= -MaxSeconds ? null : $"duration seconds overflow: {value.Bits}";
            case >= GoKind.Uint and <= GoKind.Uintptr:
                duration = unchecked(value.Bits * Second);
                return (ulong)value.Bits <= MaxSeconds ? null : $"duration seconds overflow: {(ulong)value.Bits}";
            default:
                return $"unsupported duration type {value.Type}";
        }
    }

    private static string? ParseText(string text, out long duration)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            duration = 0;
            return "empty duration";
        }

        if (GoDuration.Parse(trimmed, out duration) is null)
        {
            return null;
        }

        return GoNumber.ParseFloat(trimmed, 64, out double seconds) is NumberError.None
            ? OfSeconds(seconds, out duration)
            : $"could not parse duration {GoQuote.Quote(text)}";
    }

    private static string? OfSeconds(double seconds, out long duration)
    {
        duration = 0;
        if (!double.IsFinite(seconds))
        {
            return $"invalid duration seconds: {GoNumber.FormatFloat(seconds)}";
        }

        if (Math.Abs(seconds) > TwoTo63 / Second)
        {
            return string.Create(CultureInfo.InvariantCulture, $"duration seconds overflow: {GoNumber.FormatFloat(seconds)}");
        }

        // Exactly 2^63 passes Helm's check, and wraps as Go's conversion does on amd64.
        double nanoseconds = seconds * Second;
        duration = nanoseconds >= TwoTo63 ? long.MinValue : (long)nanoseconds;
        return null;
    }
}
