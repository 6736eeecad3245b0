using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Steersman.Cel.Values;

/// <summary>Reads floating-point numbers as Go's <c>strconv.ParseFloat</c> does: decimal, hexadecimal, infinities; single underscores are refused.</summary>
internal static class GoFloatReader
{
    private static readonly SearchValues<char> DecimalParts = SearchValues.Create("0123456789.eE+-");

    public static bool TryRead(string text, out double value)
    {
        ReadOnlySpan<char> rest = text;
        bool isNegative = rest.StartsWith('-');
        if (isNegative || rest.StartsWith('+'))
        {
            rest = rest[1..];
        }

        if (!TryReadMagnitude(rest, out value) || (double.IsInfinity(value) && !IsInfinity(rest)))
        {
            return false;
        }

        value = isNegative ? -value : value;
        return true;
    }

    private static bool IsInfinity(ReadOnlySpan<char> text) => text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase);

    private static bool TryReadMagnitude(ReadOnlySpan<char> text, out double value)
    {
        if (IsInfinity(text))
        {
            value = double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return TryReadHexadecimal(text[2..], out value);
        }

        value = 0;
        bool hasDigit = text.IndexOfAnyInRange('0', '9') is >= 0 and var first && text[..first].IndexOfAnyExcept('.') < 0;
        return hasDigit && text[^1] is not (' ' or '\0') && text.IndexOfAnyExcept(DecimalParts) < 0
            && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryReadHexadecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        int mark = text.IndexOfAny('p', 'P');
        if (mark < 1 || !int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent))
        {
            return false;
        }

        BigInteger mantissa = BigInteger.Zero;
        bool isFraction = false;
        bool hasDigit = false;
        foreach (char c in text[..mark])
        {
            if (c == '.' && !isFraction)
            {
                isFraction = true;
            }
            else if (char.IsAsciiHexDigit(c))
            {
                hasDigit = true;
                mantissa = (mantissa << 4) + Convert.ToInt32(c.ToString(), 16);
                exponent -= isFraction ? 4 : 0;
            }
            else
            {
                return false;
            }
        }

        value = Math.ScaleB((double)mantissa, exponent);
        return hasDigit;
    }
}
