using System.Buffers;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>Go's <c>time.ParseDuration</c>.</summary>
internal static class DurationParser
{
    private const ulong Limit = 1UL << 63;

    private static readonly SearchValues<char> NumberStart = SearchValues.Create(".0123456789");

    public static string? Parse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        string invalid = "time: invalid duration " + TimeQuote.Quote(text);
        ReadOnlySpan<char> rest = text;
        bool negative = false;
        if (rest.Length > 0 && rest[0] is '+' or '-')
        {
            negative = rest[0] == '-';
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return null;
        }

        if (rest.IsEmpty)
        {
            return invalid;
        }

        ulong total = 0;
        while (!rest.IsEmpty)
        {
            string? error = ReadPart(ref rest, text, invalid, out ulong part);
            total += part;
            if (error is not null || total > Limit)
            {
                return error ?? invalid;
            }
        }

        if (!negative && total > Limit - 1)
        {
            return invalid;
        }

        nanoseconds = negative ? unchecked((long)(0UL - total)) : (long)total;
        return null;
    }

    private static string? ReadPart(ref ReadOnlySpan<char> rest, string text, string invalid, out ulong part)
    {
        part = 0;
        if (rest[0] != '.' && !char.IsAsciiDigit(rest[0]))
        {
            return invalid;
        }

        int length = rest.Length;
        if (!ReadWhole(ref rest, out ulong whole))
        {
            return invalid;
        }

        bool before = length != rest.Length;
        ulong fraction = 0;
        double scale = 1;
        bool after = false;
        if (rest.Length > 0 && rest[0] == '.')
        {
            rest = rest[1..];
            length = rest.Length;
            ReadFraction(ref rest, out fraction, out scale);
            after = length != rest.Length;
        }

        if (!before && !after)
        {
            return invalid;
        }

        int end = rest.IndexOfAny(NumberStart);
        ReadOnlySpan<char> name = end < 0 ? rest : rest[..end];
        if (name.IsEmpty)
        {
            return "time: missing unit in duration " + TimeQuote.Quote(text);
        }

        rest = rest[name.Length..];
        ulong unit = Unit(name);
        if (unit == 0)
        {
            return $"time: unknown unit {TimeQuote.Quote(name.ToString())} in duration {TimeQuote.Quote(text)}";
        }

        if (whole > Limit / unit)
        {
            return invalid;
        }

        part = whole * unit;
        if (fraction > 0)
        {
            part += (ulong)(fraction * (unit / scale));
        }

        return part > Limit ? invalid : null;
    }

    private static bool ReadWhole(ref ReadOnlySpan<char> rest, out ulong value)
    {
        value = 0;
        int at = 0;
        for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++)
        {
            if (value > Limit / 10)
            {
                return false;
            }

            value = (value * 10) + (uint)(rest[at] - '0');
            if (value > Limit)
            {
                return false;
            }
        }

        rest = rest[at..];
        return true;
    }

    private static void ReadFraction(ref ReadOnlySpan<char> rest, out ulong value, out double scale)
    {
        value = 0;
        scale = 1;
        bool overflow = false;
        int at = 0;
        for (; at < rest.Length && char.IsAsciiDigit(rest[at]); at++)
        {
            if (overflow || value > (Limit - 1) / 10)
            {
                overflow = true;    // further digits do not matter
                continue;
            }

            ulong next = (value * 10) + (uint)(rest[at] - '0');
            if (next > Limit)
            {
                overflow = true;
                continue;
            }

            value = next;
            scale *= 10;
        }

        rest = rest[at..];
    }

    private static ulong Unit(ReadOnlySpan<char> name) => name switch
    {
        "ns" => GoDuration.Nanosecond,
        "us" or "µs" or "μs" => GoDuration.Microsecond,
        "ms" => GoDuration.Millisecond,
        "s" => GoDuration.Second,
        "m" => GoDuration.Minute,
        "h" => GoDuration.Hour,
        _ => 0,
    };
}
