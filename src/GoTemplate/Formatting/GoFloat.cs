using System.Globalization;
using System.Text;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>strconv.FormatFloat</c>.</summary>
internal static class GoFloat
{
    public static string Format(double value, char format, int precision, int bits)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "+Inf" : "-Inf";
        }

        if (format is 'b' or 'x' or 'X')
        {
            return GoBinaryFloat.Format(value, format, precision, bits);
        }

        bool negative = double.IsNegative(value);
        bool shortest = precision < 0;
        FloatDigits digits = shortest
            ? FloatDigits.Shortest(value, bits)
            : Rounded(Math.Abs(value), format, ref precision);
        if (shortest)
        {
            precision = format switch
            {
                'e' or 'E' => digits.Count - 1,
                'f' => Math.Max(digits.Count - digits.Point, 0),
                _ => digits.Count,
            };
        }

        StringBuilder result = new();
        if (negative)
        {
            result.Append('-');
        }

        switch (format)
        {
            case 'e' or 'E':
                AppendExponential(result, digits, precision, format);
                break;
            case 'f':
                AppendFixed(result, digits, precision);
                break;
            case 'g' or 'G':
                AppendGeneral(result, digits, precision, format, shortest);
                break;
            default:
                return "%" + format;
        }

        return result.ToString();
    }

    private static FloatDigits Rounded(double value, char format, ref int precision)
    {
        if (format is 'f')
        {
            return FloatDigits.Exact(value).RoundTo(pointDigits: precision);
        }

        if (format is 'e' or 'E')
        {
            return FloatDigits.Exact(value).RoundTo(significant: precision + 1);
        }

        precision = Math.Max(precision, 1);
        return FloatDigits.Exact(value).RoundTo(significant: precision);
    }

    private static void AppendGeneral(StringBuilder result, FloatDigits digits, int precision, char format, bool shortest)
    {
        int threshold = precision > digits.Count && digits.Count >= digits.Point ? digits.Count : precision;
        if (shortest)
        {
            threshold = 6;
        }

        int exponent = digits.Point - 1;
        if (exponent < -4 || exponent >= threshold)
        {
            AppendExponential(result, digits, Math.Min(precision, digits.Count) - 1, (char)(format + 'e' - 'g'));
            return;
        }

        AppendFixed(result, digits, Math.Max((precision > digits.Point ? digits.Count : precision) - digits.Point, 0));
    }

    private static void AppendExponential(StringBuilder result, FloatDigits digits, int precision, char format)
    {
        result.Append(digits[0]);
        if (precision > 0)
        {
            result.Append('.');
            for (int index = 1; index <= precision; index++)
            {
                result.Append(digits[index]);
            }
        }

        int exponent = digits.Count == 0 ? 0 : digits.Point - 1;
        result.Append(format).Append(exponent < 0 ? '-' : '+');
        result.Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent):00}");
    }

    private static void AppendFixed(StringBuilder result, FloatDigits digits, int precision)
    {
        if (digits.Point > 0)
        {
            for (int index = 0; index < digits.Point; index++)
            {
                result.Append(digits[index]);
            }
        }
        else
        {
            result.Append('0');
        }

        if (precision > 0)
        {
            result.Append('.');
            for (int index = 0; index < precision; index++)
            {
                int at = digits.Point + index;
                result.Append(at < 0 ? '0' : digits[at]);
            }
        }
    }
}
