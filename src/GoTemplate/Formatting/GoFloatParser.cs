using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>strconv.ParseFloat</c>.</summary>
internal static class GoFloatParser
{
    private const int ExponentLimit = 10000;

    private static readonly SearchValues<char> ExponentDigits = SearchValues.Create("0123456789_");

    public static NumberError Parse(ReadOnlySpan<char> text, int bits, out double value)
    {
        if (TrySpecial(text, out value))
        {
            return NumberError.None;
        }

        value = 0;
        ReadOnlySpan<char> rest = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        bool hex = rest.Length > 2 && rest[0] == '0' && (rest[1] | 0x20) == 'x';
        if (!IsWellFormed(hex ? rest[2..] : rest, hex) || (text.Contains('_') && !GoNumber.UnderscoresOk(text)))
        {
            return NumberError.Syntax;
        }

        string plain = text.Contains('_') ? text.ToString().Replace("_", "", StringComparison.Ordinal) : text.ToString();
        value = hex ? ParseHex(plain, bits) : ParseDecimal(plain, bits);
        return double.IsInfinity(value) ? NumberError.Range : NumberError.None;
    }

    private static bool TrySpecial(ReadOnlySpan<char> text, out double value)
    {
        bool signed = text.Length > 0 && text[0] is '+' or '-';
        ReadOnlySpan<char> name = signed ? text[1..] : text;
        value = double.NaN;
        if (name.Equals("inf", StringComparison.OrdinalIgnoreCase) || name.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return !signed && name.Equals("nan", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWellFormed(ReadOnlySpan<char> number, bool hex)
    {
        int at = 0;
        int digits = 0;
        bool point = false;
        for (; at < number.Length; at++)
        {
            char c = number[at];
            if (c == '.' && !point)
            {
                point = true;
            }
            else if (hex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (c != '_')
            {
                break;
            }
        }

        if (digits == 0 || (hex && at == number.Length))
        {
            return false;    // a hexadecimal number must have an exponent
        }

        return at == number.Length || ((number[at] | 0x20) == (hex ? 'p' : 'e') && IsExponent(number[(at + 1)..]));
    }

    private static bool IsExponent(ReadOnlySpan<char> exponent)
    {
        if (exponent.Length > 0 && exponent[0] is '+' or '-')
        {
            exponent = exponent[1..];
        }

        return exponent.Length > 0 && char.IsAsciiDigit(exponent[0]) && !exponent.ContainsAnyExcept(ExponentDigits);
    }

    private static double ParseDecimal(string text, int bits)
    {
        string limited = LimitExponent(text);
        return bits == 32
            ? float.Parse(limited, NumberStyles.Float, CultureInfo.InvariantCulture)
            : double.Parse(limited, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The framework refuses exponents above an int; Go reads them as infinity or zero.</summary>
    private static string LimitExponent(string text)
    {
        int at = text.AsSpan().IndexOfAny('e', 'E');
        if (at < 0 || text.Length - at < 8)
        {
            return text;
        }

        int exponent = Exponent(text.AsSpan(at + 1));
        return string.Concat(text.AsSpan(0, at + 1), exponent.ToString(CultureInfo.InvariantCulture));
    }

    private static int Exponent(ReadOnlySpan<char> text)
    {
        int value = 0;
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c) && value < ExponentLimit * 100)
            {
                value = (value * 10) + (c - '0');
            }
        }

        return text.StartsWith("-") ? -value : value;
    }

    private static double ParseHex(string text, int bits)
    {
        bool negative = text[0] == '-';
        ReadOnlySpan<char> number = text.AsSpan(text[0] is '+' or '-' ? 3 : 2);
        int p = number.IndexOfAny('p', 'P');
        long exponent = Exponent(number[(p + 1)..]);
        BigInteger mantissa = 0;
        bool fraction = false;
        foreach (char c in number[..p])
        {
            if (c == '.')
            {
                fraction = true;
                continue;
            }

            mantissa = (mantissa << 4) + Convert.ToInt32(c.ToString(), 16);
            exponent -= fraction ? 4 : 0;
        }

        double magnitude = bits == 32 ? Scale(mantissa, exponent, 24, -149) : Scale(mantissa, exponent, 53, -1074);
        if (bits == 32 && magnitude > float.MaxValue)
        {
            magnitude = double.PositiveInfinity;
        }

        return negative ? -magnitude : magnitude;
    }

    /// <summary>mantissa × 2^exponent rounded to the nearest, ties to even.</summary>
    private static double Scale(BigInteger mantissa, long exponent, int precision, int minimum)
    {
        if (mantissa.IsZero)
        {
            return 0;
        }

        long length = (long)mantissa.GetBitLength();
        long shift = Math.Max(length - precision, minimum - exponent);
        if (shift > 0)
        {
            if (shift > length + 1)
            {
                return 0;
            }

            BigInteger half = BigInteger.One << (int)(shift - 1);
            BigInteger rest = mantissa & ((half << 1) - 1);
            mantissa >>= (int)shift;
            if (rest > half || (rest == half && !mantissa.IsEven))
            {
                mantissa += 1;
            }

            exponent += shift;
        }

        return exponent > 2000 ? double.PositiveInfinity : Math.ScaleB((double)mantissa, (int)Math.Max(exponent, -3000));
    }
}
