using System.Globalization;

namespace Steersman.GoTemplate.Json;

/// <summary>Numbers as encoding/json writes them: decimal from 1e-6 up to 1e21, else with an exponent.</summary>
internal static class GoJsonNumber
{
    /// <summary>The text of a finite number.</summary>
    public static string Format(double value)
    {
        double magnitude = Math.Abs(value);
        if (magnitude < 1e15 && value == Math.Truncate(value))
        {
            return value == 0 && double.IsNegative(value) ? "-0" : ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        bool wantsExponent = magnitude is < 1e-6 or >= 1e21;
        if (exponentAt < 0 && !wantsExponent)
        {
            return shortest;
        }

        bool isNegative = shortest[0] == '-';
        ReadOnlySpan<char> mantissa = shortest.AsSpan(isNegative ? 1 : 0, (exponentAt < 0 ? shortest.Length : exponentAt) - (isNegative ? 1 : 0));
        int exponent = exponentAt < 0 ? 0 : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.');
        string digits = point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..]);
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        int zeros = digits.AsSpan().IndexOfAnyExcept('0');
        digits = digits[zeros..].TrimEnd('0');
        exponent -= zeros;
        string sign = isNegative ? "-" : "";
        if (wantsExponent)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        return exponent + 1 >= digits.Length ? sign + digits.PadRight(exponent + 1, '0') : $"{sign}{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}";
    }
}
