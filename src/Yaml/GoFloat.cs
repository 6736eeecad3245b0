using System.Globalization;

namespace Steersman.Yaml;

/// <summary>Shortest texts of floating-point numbers as Go's strconv writes them.</summary>
public static class GoFloat
{
    /// <summary>strconv.FormatFloat(value, 'g', -1, 64); infinities and NaN in Go's words.</summary>
    public static string Shortest(double value) => Format(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>strconv.FormatFloat(value, 'g', -1, 32).</summary>
    public static string Shortest32(double value)
    {
        float single = (float)value;
        return Format(single, single.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>A finite number as Go's encoding/json writes it.</summary>
    public static string Json(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude is not 0 and (< 1e-6 or >= 1e21))
        {
            string text = Format(value, value.ToString("R", CultureInfo.InvariantCulture), isExponential: true);
            return text.Replace("e-0", "e-", StringComparison.Ordinal);
        }

        return Format(value, value.ToString("R", CultureInfo.InvariantCulture), isExponential: false);
    }

    private static string Format(double value, string roundTrip, bool? isExponential = null)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }

        bool isNegative = roundTrip[0] == '-';
        ReadOnlySpan<char> text = roundTrip.AsSpan(isNegative ? 1 : 0);
        int exponentAt = text.IndexOf('E');
        int exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        text = exponentAt < 0 ? text : text[..exponentAt];
        int point = text.IndexOf('.');
        string digits = point < 0 ? text.ToString() : string.Concat(text[..point], text[(point + 1)..]);
        exponent += (point < 0 ? text.Length : point) - 1;
        int leadingZeros = digits.AsSpan().IndexOfAnyExcept('0');
        if (leadingZeros < 0)
        {
            return isNegative ? "-0" : "0";
        }

        digits = digits[leadingZeros..].TrimEnd('0');
        exponent -= leadingZeros;
        string sign = isNegative ? "-" : "";
        return sign + (isExponential ?? exponent is < -4 or > 5 ? Exponential(digits, exponent) : Decimal(digits, exponent));
    }

    private static string Exponential(string digits, int exponent)
    {
        string mantissa = digits.Length > 1 ? $"{digits[0]}.{digits.AsSpan(1)}" : digits;
        int magnitude = Math.Abs(exponent);
        return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{(magnitude < 10 ? "0" : "")}{magnitude}";
    }

    private static string Decimal(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return exponent + 1 >= digits.Length ? digits.PadRight(exponent + 1, '0') : $"{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}";
    }
}
