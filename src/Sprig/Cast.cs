using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Times;
using Steersman.GoTemplate.Values;

namespace Steersman.Sprig;

/// <summary>The conversions of spf13/cast 1.7 that sprig uses; what cannot be converted is zero.</summary>
internal static class Cast
{
    /// <summary>Go's <c>int64(float64)</c> on amd64: truncation, and the smallest number for all that does not fit.</summary>
    public static long Truncate(double number) =>
        number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number : long.MinValue;

    public static long ToInt64(in Value value)
    {
        if (value.TryGetString(out string? text))
        {
            return GoNumber.ParseInt(TrimZeroDecimal(text), 0, 64, out long number) is NumberError.None ? number : 0;
        }

        if (value.TryGetFloat64(out double real))
        {
            return Truncate(real);
        }

        return IsPlainInteger(value) ? value.Bits : 0;
    }

    public static double ToFloat64(in Value value)
    {
        if (value.TryGetFloat64(out double real))
        {
            return real;
        }

        if (value.TryGetString(out string? text))
        {
            return GoNumber.ParseFloat(text, 64, out double number) is NumberError.None ? number : 0;
        }

        if (!IsPlainInteger(value))
        {
            return 0;
        }

        return value.Kind is >= GoKind.Uint and <= GoKind.Uintptr ? (ulong)value.Bits : value.Bits;
    }

    /// <summary>Bools and integers, but of named types only months and weekdays.</summary>
    private static bool IsPlainInteger(in Value value)
    {
        GoType? type = value.Reference is null ? value.Type : null;
        return type is not null && (type.Stringer is null || !ReferenceEquals(type, GoDuration.Type));
    }

    /// <summary>"1.0" and "1.00" are taken for "1".</summary>
    private static ReadOnlySpan<char> TrimZeroDecimal(string text)
    {
        int end = text.Length;
        while (end > 0 && text[end - 1] == '0')
        {
            end--;
        }

        return end > 0 && end < text.Length && text[end - 1] == '.' ? text.AsSpan(0, end - 1) : text;
    }
}
