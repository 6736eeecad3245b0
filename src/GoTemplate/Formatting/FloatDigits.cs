using System.Globalization;
using System.Numerics;

namespace Steersman.GoTemplate.Formatting;

/// <summary>The decimal digits of a number and where its point stands: 0.d1d2d3… × 10^Point. No digits for zero.</summary>
internal readonly struct FloatDigits
{
    private readonly string _digits;

    private FloatDigits(string digits, int point)
    {
        _digits = digits.TrimEnd('0');
        Point = _digits.Length == 0 ? 0 : point;
    }

    /// <summary>How many digits there are before only zeros follow.</summary>
    public int Count => _digits.Length;

    public int Point { get; }

    public char this[int index] => index < _digits.Length ? _digits[index] : '0';

    /// <summary>The fewest digits that read back as the same number; the sign is left out.</summary>
    public static FloatDigits Shortest(double value, int bits)
    {
        Span<char> text = stackalloc char[32];
        int length;
        if (bits == 32)
        {
            _ = Math.Abs((float)value).TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        }
        else
        {
            _ = Math.Abs(value).TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        }

        return Read(text[..length]);
    }

    /// <summary>All digits of the binary number, up to some 770 of them.</summary>
    public static FloatDigits Exact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & ((1L << 52) - 1);
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        exponent -= 1075;
        if (mantissa == 0)
        {
            return new("", 0);
        }

        int zeros = BitOperations.TrailingZeroCount(mantissa);
        mantissa >>= zeros;
        exponent += zeros;
        BigInteger number = exponent >= 0 ? (BigInteger)mantissa << exponent : mantissa * BigInteger.Pow(5, -exponent);
        string digits = number.ToString(CultureInfo.InvariantCulture);
        return new(digits, exponent >= 0 ? digits.Length : digits.Length + exponent);
    }

    /// <summary>Rounds to so many significant digits, or so many after the point; ties to even.</summary>
    public FloatDigits RoundTo(int significant = -1, int pointDigits = -1)
    {
        int keep = significant >= 0 ? significant : Point + pointDigits;
        if (keep >= Count)
        {
            return this;
        }

        if (keep < 0)
        {
            return new("", 0);
        }

        if (!RoundsUp(keep))
        {
            return new(_digits[..keep], Point);
        }

        int at = keep - 1;
        while (at >= 0 && _digits[at] == '9')
        {
            at--;
        }

        return at < 0 ? new("1", Point + 1) : new(_digits[..at] + (char)(_digits[at] + 1), Point);
    }

    private bool RoundsUp(int keep)
    {
        if (_digits[keep] == '5' && keep + 1 == Count)
        {
            return keep > 0 && ((_digits[keep - 1] - '0') & 1) != 0;
        }

        return _digits[keep] >= '5';
    }

    private static FloatDigits Read(ReadOnlySpan<char> text)
    {
        int exponent = 0;
        int e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        int dot = text.IndexOf('.');
        int point = dot < 0 ? text.Length : dot;
        string digits = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        string trimmed = digits.TrimStart('0');
        return new(trimmed, point - (digits.Length - trimmed.Length) + exponent);
    }
}
