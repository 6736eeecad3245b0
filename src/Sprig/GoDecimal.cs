using System.Globalization;
using System.Numerics;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Sprig;

/// <summary>shopspring/decimal: a number of any length, coefficient × 10^exponent.</summary>
internal readonly record struct GoDecimal(BigInteger Coefficient, int Exponent)
{
    private const int DivisionPrecision = 16;

    /// <summary>The decimal number that a float64 prints as.</summary>
    /// <exception cref="FunctionException">NaN and infinities are no decimals.</exception>
    public static GoDecimal FromDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FunctionException("Cannot create a Decimal from " + GoNumber.FormatFloat(value));
        }

        string text = GoNumber.FormatFloat(value, 'e', -1);
        int e = text.IndexOf('e', StringComparison.Ordinal);
        int exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        string digits = dot < 0 ? text[..e] : string.Concat(text.AsSpan(0, dot), text.AsSpan(dot + 1, e - dot - 1));
        return new(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), exponent - (dot < 0 ? 0 : e - dot - 1));
    }

    public static GoDecimal operator +(GoDecimal left, GoDecimal right)
    {
        int exponent = Math.Min(left.Exponent, right.Exponent);
        return new(left.At(exponent) + right.At(exponent), exponent);
    }

    public static GoDecimal operator -(GoDecimal left, GoDecimal right) => left + new GoDecimal(-right.Coefficient, right.Exponent);

    public static GoDecimal operator *(GoDecimal left, GoDecimal right) => new(left.Coefficient * right.Coefficient, left.Exponent + right.Exponent);

    /// <summary>16 digits after the point, halves away from zero.</summary>
    /// <exception cref="FunctionException">Division by zero.</exception>
    public static GoDecimal operator /(GoDecimal left, GoDecimal right)
    {
        if (right.Coefficient.IsZero)
        {
            throw new FunctionException("decimal division by 0");
        }

        int shift = left.Exponent - right.Exponent + DivisionPrecision;
        BigInteger dividend = shift >= 0 ? left.Coefficient * BigInteger.Pow(10, shift) : left.Coefficient;
        BigInteger divisor = shift >= 0 ? right.Coefficient : right.Coefficient * BigInteger.Pow(10, -shift);
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger rest);
        if (BigInteger.Abs(rest) * 2 >= BigInteger.Abs(divisor))
        {
            quotient += dividend.Sign * divisor.Sign;
        }

        return new(quotient, -DivisionPrecision);
    }

    /// <summary>The nearest float64.</summary>
    public double ToDouble() => double.Parse($"{Coefficient}e{Exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    private BigInteger At(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);
}
