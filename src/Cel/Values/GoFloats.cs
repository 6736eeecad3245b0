using System.Globalization;
using System.Numerics;

namespace Steersman.Cel.Values;

/// <summary>Floating-point numbers as Go's <c>strconv.FormatFloat</c> writes them.</summary>
internal static class GoFloats
{
    /// <summary>No double has more digits behind the point.</summary>
    private const int MaxDigits = 1074;

    /// <summary>The shortest text that reads back as the same number, with an exponent where Go's <c>%g</c> has one.</summary>
    public static string Shortest(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        (bool isNegative, string digits, int point) = Decompose(value);
        int exponent = point - 1;
        string text = exponent is < -4 or >= 6 ? WithExponent(digits, exponent) : Plain(digits, point);
        return isNegative ? "-" + text : text;
    }

    /// <summary>The shortest text that reads back as the same number, never with an exponent (<c>'f', -1</c>); infinities as CEL names them.</summary>
    public static string ShortestPlain(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        (bool isNegative, string digits, int point) = Decompose(value);
        return isNegative ? "-" + Plain(digits, point) : Plain(digits, point);
    }

    /// <summary>A finite number with a fixed number of digits behind the point (<c>%.Nf</c>), exact halves rounded to even.</summary>
    public static string Fixed(double value, int precision)
    {
        if (precision > MaxDigits)
        {
            return Fixed(value, MaxDigits) + new string('0', precision - MaxDigits);
        }

        string digits = Scale(value, precision).ToString(CultureInfo.InvariantCulture);
        if (precision > 0)
        {
            digits = digits.PadLeft(precision + 1, '0').Insert(Math.Max(digits.Length, precision + 1) - precision, ".");
        }

        return double.IsNegative(value) ? "-" + digits : digits;
    }

    /// <summary>A finite number with one digit before the point and a fixed number behind it (<c>%.Ne</c>), exact halves rounded to even.</summary>
    public static string Scientific(double value, int precision)
    {
        if (precision > MaxDigits)
        {
            return Scientific(value, MaxDigits).Replace("e", new string('0', precision - MaxDigits) + "e", StringComparison.Ordinal);
        }

        string sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
        {
            return $"{sign}0{(precision > 0 ? "." + new string('0', precision) : "")}e+00";
        }

        int exponent = Decompose(value).Point - 1;
        BigInteger scaled = Scale(value, precision - exponent);
        string digits = scaled.ToString(CultureInfo.InvariantCulture);
        if (digits.Length > precision + 1)
        {
            exponent++;
            digits = Scale(value, precision - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return sign + digits[0] + (precision > 0 ? "." + digits[1..] : "") + Exponent(exponent);
    }

    /// <summary>The number times a power of ten, rounded to a whole number, halves to even; without its sign.</summary>
    private static BigInteger Scale(double value, int power)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        exponent = Math.Max(exponent, 1) - 1075;
        BigInteger denominator = BigInteger.One;
        if (exponent > 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        if (power > 0)
        {
            numerator *= BigInteger.Pow(10, power);
        }
        else
        {
            denominator *= BigInteger.Pow(10, -power);
        }

        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        int half = (remainder * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>Sign, digits, and how many of them stand before the point.</summary>
    private static (bool IsNegative, string Digits, int Point) Decompose(double value)
    {
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = mark < 0 ? shortest : shortest[..mark];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        int zeros = digits.AsSpan().IndexOfAnyExcept('0');
        return zeros < 0 ? (double.IsNegative(value), "0", 1) : (double.IsNegative(value), digits[zeros..].TrimEnd('0'), point - zeros);
    }

    private static string Plain(string digits, int point)
    {
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return digits.Length <= point ? digits + new string('0', point - digits.Length) : digits[..point] + "." + digits[point..];
    }

    private static string WithExponent(string digits, int exponent) => digits[0] + (digits.Length > 1 ? "." + digits[1..] : "") + Exponent(exponent);

    private static string Exponent(int exponent) => $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
}
