using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Steersman.Cel.Values;

/// <summary>Durations as Go's package time reads and writes them.</summary>
internal static class GoDurations
{
    private const long Second = 1_000_000_000;

    private static readonly SearchValues<char> NumberParts = SearchValues.Create(".0123456789");

    /// <summary>Reads <c>1h2m3.5s</c> (<c>time.ParseDuration</c>); a fraction is cut after the nanoseconds.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        ReadOnlySpan<char> rest = text;
        bool isNegative = rest.StartsWith('-');
        if (rest.StartsWith('-') || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        nanoseconds = 0;
        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        ulong total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, out ulong part) || total + part > 1UL << 63)
            {
                return false;
            }

            total += part;
        }

        if (!isNegative && total > long.MaxValue)
        {
            return false;
        }

        nanoseconds = isNegative ? unchecked(-(long)total) : (long)total;
        return true;
    }

    /// <summary>The duration in seconds, as <c>time.Duration.Seconds</c> computes it.</summary>
    public static double Seconds(long nanoseconds) => (nanoseconds / Second) + ((nanoseconds % Second) / 1e9);

    /// <summary>The text of <c>time.Duration.String</c>: <c>1h0m0s</c>, <c>1.5ms</c>.</summary>
    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0s";
        }

        ulong rest = nanoseconds < 0 ? unchecked((ulong)-nanoseconds) : (ulong)nanoseconds;
        string sign = nanoseconds < 0 ? "-" : "";
        if (rest < Second)
        {
            return sign + (rest < 1000 ? $"{rest}ns" : rest < 1_000_000 ? Fraction(rest, 3) + "µs" : Fraction(rest, 6) + "ms");
        }

        ulong seconds = rest / Second;
        string text = Fraction((seconds % 60 * Second) + (rest % Second), 9) + "s";
        if (seconds >= 60)
        {
            text = $"{seconds / 60 % 60}m{text}";
        }

        return sign + (seconds >= 3600 ? $"{seconds / 3600}h{text}" : text);
    }

    private static string Fraction(ulong value, int digits)
    {
        string text = value.ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        string fraction = text[^digits..].TrimEnd('0');
        return fraction.Length == 0 ? text[..^digits] : text[..^digits] + "." + fraction;
    }

    private static bool TryReadPart(ref ReadOnlySpan<char> rest, out ulong part)
    {
        part = 0;
        int whole = CountDigits(rest);
        ReadOnlySpan<char> digits = rest[..whole];
        rest = rest[whole..];
        ReadOnlySpan<char> fraction = default;
        if (rest.StartsWith('.'))
        {
            int count = CountDigits(rest[1..]);
            fraction = rest.Slice(1, count);
            rest = rest[(count + 1)..];
        }

        if (digits.IsEmpty && fraction.IsEmpty)
        {
            return false;
        }

        int end = rest.IndexOfAny(NumberParts);
        ReadOnlySpan<char> unit = end < 0 ? rest : rest[..end];
        rest = rest[unit.Length..];
        long scale = unit switch
        {
            "ns" => 1,
            "us" or "µs" or "μs" => 1000,
            "ms" => 1_000_000,
            "s" => Second,
            "m" => 60 * Second,
            "h" => 3600 * Second,
            _ => 0,
        };
        if (scale == 0)
        {
            return false;
        }

        BigInteger value = digits.IsEmpty ? 0 : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (value * scale > 1UL << 63)
        {
            return false;
        }

        value *= scale;
        if (!fraction.IsEmpty)
        {
            // Go gathers digits while they fit an int64 and multiplies as floating point.
            ReadOnlySpan<char> kept = fraction[..Math.Min(fraction.Length, 18)];
            value += (long)(long.Parse(kept, NumberStyles.None, CultureInfo.InvariantCulture) * (scale / Math.Pow(10, kept.Length)));
        }

        part = value > 1UL << 63 ? ulong.MaxValue / 2 + 2 : (ulong)value;
        return part <= 1UL << 63;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
