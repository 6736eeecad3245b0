using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Steersman.Helm.Schema.Json;

/// <summary>An exact decimal number, <c>digits × 10^exponent</c>, without trailing zeros in its digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DecimalNumber : IComparable<DecimalNumber>, IEquatable<DecimalNumber>
{
    // Beyond this a number is never written out: it is compared by its size alone.
    private const int MaxScale = 20_000;
    private const int MaxDigits = 10_000;

    private readonly BigInteger _digits;
    private readonly int _exponent;
    private readonly int _length;

    private DecimalNumber(BigInteger digits, int exponent, int length)
    {
        _digits = digits;
        _exponent = exponent;
        _length = length;
    }

    public bool IsInteger => _exponent >= 0;

    public bool IsZero => _digits.IsZero;

    // The power of ten just above the number.
    private long Magnitude => (long)_exponent + _length;

    /// <summary>The number that a JSON text or Go's <c>%v</c> of a number writes; null where it is none or far too large to be meant.</summary>
    public static DecimalNumber? TryParse(string text)
    {
        int mark = text.AsSpan().IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = mark < 0 ? text : text.AsSpan(0, mark);
        int exponent = 0;
        if (mark >= 0 && (!int.TryParse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > int.MaxValue / 2))
        {
            return null;
        }

        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        if (digits.Length > MaxDigits)
        {
            return null;
        }

        string trimmed = digits.TrimEnd('0');
        exponent += digits.Length - trimmed.Length;
        if (trimmed.Length == 0 || trimmed is "-" or "+")
        {
            return digits.Any(char.IsAsciiDigit) ? new DecimalNumber(BigInteger.Zero, 0, 0) : null;
        }

        if (!BigInteger.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value))
        {
            return null;
        }

        return new DecimalNumber(value, exponent, trimmed.TrimStart('-', '+', '0').Length);
    }

    public int CompareTo(DecimalNumber other)
    {
        if (_digits.Sign != other._digits.Sign || IsZero)
        {
            return _digits.Sign.CompareTo(other._digits.Sign);
        }

        if (Magnitude != other.Magnitude)
        {
            return _digits.Sign * Magnitude.CompareTo(other.Magnitude);
        }

        // Of one magnitude: their exponents differ by no more than their digits.
        int shift = _exponent - other._exponent;
        return shift >= 0
            ? (_digits * BigInteger.Pow(10, shift)).CompareTo(other._digits)
            : _digits.CompareTo(other._digits * BigInteger.Pow(10, -shift));
    }

    public bool Equals(DecimalNumber other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is DecimalNumber other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_digits, _exponent);

    /// <summary>True where dividing by the other, which is not zero, leaves no rest.</summary>
    public bool IsMultipleOf(DecimalNumber other)
    {
        if (IsZero)
        {
            return true;
        }

        long shift = (long)_exponent - other._exponent;
        if (shift > MaxScale)
        {
            // Ten to such a power holds every factor 2 and 5; only other factors of the divisor's digits count.
            BigInteger divisor = WithoutFactor(WithoutFactor(other._digits, 2), 5);
            return (_digits % divisor).IsZero;
        }

        return shift >= 0
            ? (_digits * BigInteger.Pow(10, (int)shift) % other._digits).IsZero
            : -shift <= MaxScale && (_digits % (other._digits * BigInteger.Pow(10, (int)-shift))).IsZero;
    }

    /// <summary>The number cut to an int, as Go's conversion of an integer does it for those that fit.</summary>
    public int ToInt32() => IsInteger && Magnitude <= 10 && (long)(_digits * BigInteger.Pow(10, _exponent)) is >= int.MinValue and <= int.MaxValue and var value
        ? (int)value
        : _digits.Sign < 0 ? int.MinValue : int.MaxValue;

    private static BigInteger WithoutFactor(BigInteger number, int factor)
    {
        while ((number % factor).IsZero)
        {
            number /= factor;
        }

        return number;
    }
}
