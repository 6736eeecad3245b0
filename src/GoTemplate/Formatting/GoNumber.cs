using System.Globalization;

namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's package <c>strconv</c>: numbers to text and back.</summary>
public static class GoNumber
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Go's <c>FormatFloat</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">One of b e E f g G x X.</param>
    /// <param name="precision">Digits after the point (e, f, x) or significant ones (g); negative means the fewest that read back as the same number.</param>
    /// <param name="bits">64, or 32 for a number that came from a float32.</param>
    public static string FormatFloat(double value, char format, int precision, int bits = 64) => GoFloat.Format(value, format, precision, bits);

    /// <summary>The text that <c>%v</c> gives a float64: shortest, exponent form from 1e+21 on no earlier than <c>%g</c> says.</summary>
    public static string FormatFloat(double value) => GoFloat.Format(value, 'g', -1, 64);

    /// <summary>Go's <c>FormatInt</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="radix">2 to 36.</param>
    public static string FormatInt(long value, int radix = 10)
    {
        if (radix == 10)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        string digits = FormatUint(value < 0 ? 0UL - (ulong)value : (ulong)value, radix);
        return value < 0 ? "-" + digits : digits;
    }

    /// <summary>Go's <c>FormatUint</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="radix">2 to 36.</param>
    public static string FormatUint(ulong value, int radix = 10)
    {
        if (radix == 10)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        Span<char> text = stackalloc char[64];
        int at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % (uint)radix)];
            value /= (uint)radix;
        }
        while (value != 0);

        return text[at..].ToString();
    }

    /// <summary>Go's <c>ParseInt</c>: with base 0 the prefix tells the base and underscores may separate digits.</summary>
    public static NumberError ParseInt(ReadOnlySpan<char> text, int radix, int bits, out long value) => GoIntegerParser.ParseInt(text, radix, bits, out value);

    /// <summary>Go's <c>ParseUint</c>: as <see cref="ParseInt"/> without signs.</summary>
    public static NumberError ParseUint(ReadOnlySpan<char> text, int radix, int bits, out ulong value) => GoIntegerParser.ParseUint(text, radix, bits, out value);

    /// <summary>Go's <c>Atoi</c>.</summary>
    public static NumberError Atoi(ReadOnlySpan<char> text, out long value) => GoIntegerParser.ParseInt(text, 10, 64, out value);

    /// <summary>Go's <c>ParseFloat</c>: decimal and hexadecimal, inf and nan in any case; too large gives an infinity and <see cref="NumberError.Range"/>.</summary>
    public static NumberError ParseFloat(ReadOnlySpan<char> text, int bits, out double value) => GoFloatParser.Parse(text, bits, out value);

    /// <summary>Go's <c>ParseBool</c>.</summary>
    public static NumberError ParseBool(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "1" or "t" or "T" or "true" or "TRUE" or "True";
        return value || text is "0" or "f" or "F" or "false" or "FALSE" or "False" ? NumberError.None : NumberError.Syntax;
    }

    /// <summary>The text of Go's <c>*NumError</c>: <c>strconv.Atoi: parsing "x": invalid syntax</c>.</summary>
    /// <param name="function">The Go function without its package.</param>
    /// <param name="text">What was to be read.</param>
    /// <param name="error">What is wrong with it.</param>
    /// <param name="argument">The base or bit size that is refused.</param>
    public static string ErrorText(string function, string text, NumberError error, int argument = 0)
    {
        string reason = error switch
        {
            NumberError.Range => "value out of range",
            NumberError.Base => "invalid base " + FormatInt(argument),
            NumberError.BitSize => "invalid bit size " + FormatInt(argument),
            _ => "invalid syntax",
        };
        return $"strconv.{function}: parsing {GoQuote.Quote(text)}: {reason}";
    }

    /// <summary>Go's rule for underscores in number literals: between digits, or after the prefix of the base.</summary>
    internal static bool UnderscoresOk(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            text = text[1..];
        }

        char previous = '^';    // ^ start, 0 digit or prefix, _ underscore, ! anything else
        bool hex = false;
        if (text.Length >= 2 && text[0] == '0' && (text[1] | 0x20) is 'b' or 'o' or 'x')
        {
            previous = '0';
            hex = (text[1] | 0x20) == 'x';
            text = text[2..];
        }

        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c) || (hex && char.IsAsciiHexDigit(c)))
            {
                previous = '0';
            }
            else if (c == '_')
            {
                if (previous != '0')
                {
                    return false;
                }

                previous = '_';
            }
            else
            {
                if (previous == '_')
                {
                    return false;
                }

                previous = '!';
            }
        }

        return previous != '_';
    }
}
