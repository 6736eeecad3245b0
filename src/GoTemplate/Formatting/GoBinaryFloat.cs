using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Formatting;

/// <summary>The formats b and x of Go's <c>strconv.FormatFloat</c>, with exponents of two.</summary>
internal static class GoBinaryFloat
{
    public static string Format(double value, char format, int precision, int bits)
    {
        bool negative = double.IsNegative(value);
        (ulong mantissa, int exponent, int fraction) = bits == 32 ? Split((float)value) : Split(value);
        string text = format == 'b'
            ? string.Create(CultureInfo.InvariantCulture, $"{mantissa}p{(exponent - fraction < 0 ? "" : "+")}{exponent - fraction}")
            : FormatHex(mantissa, exponent, fraction, format, precision);
        return negative ? "-" + text : text;
    }

    private static (ulong Mantissa, int Exponent, int Fraction) Split(double value)
    {
        ulong bits = (ulong)BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        ulong mantissa = bits & ((1UL << 52) - 1);
        return exponent == 0 ? (mantissa, -1022, 52) : (mantissa | (1UL << 52), exponent - 1023, 52);
    }

    private static (ulong Mantissa, int Exponent, int Fraction) Split(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        int exponent = (int)((bits >> 23) & 0xFF);
        ulong mantissa = bits & ((1U << 23) - 1);
        return exponent == 0 ? (mantissa, -126, 23) : (mantissa | (1U << 23), exponent - 127, 23);
    }

    private static string FormatHex(ulong mantissa, int exponent, int fraction, char format, int precision)
    {
        if (mantissa == 0)
        {
            exponent = 0;
        }

        mantissa <<= 60 - fraction;    // the leading 1 stands at bit 60
        while (mantissa != 0 && (mantissa & (1UL << 60)) == 0)
        {
            mantissa <<= 1;
            exponent--;
        }

        if (precision is >= 0 and < 15)
        {
            int shift = precision * 4;
            ulong extra = (mantissa << shift) & ((1UL << 60) - 1);
            mantissa >>= 60 - shift;
            if ((extra | (mantissa & 1)) > 1UL << 59)
            {
                mantissa++;
            }

            mantissa <<= 60 - shift;
            if ((mantissa & (1UL << 61)) != 0)
            {
                mantissa >>= 1;
                exponent++;
            }
        }

        StringBuilder result = new(24);
        string digits = format == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
        result.Append('0').Append(format).Append((char)('0' + ((mantissa >> 60) & 1)));
        mantissa <<= 4;
        if (precision > 0 || (precision < 0 && mantissa != 0))
        {
            result.Append('.');
            for (int index = 0; precision < 0 ? mantissa != 0 : index < precision; index++)
            {
                result.Append(digits[(int)(mantissa >> 60)]);
                mantissa <<= 4;
            }
        }

        result.Append(format == 'x' ? 'p' : 'P').Append(exponent < 0 ? '-' : '+');
        return result.Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent):00}").ToString();
    }
}
