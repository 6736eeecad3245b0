using System.Buffers;
using System.Globalization;

namespace Steersman.Yaml.Decoding;

/// <summary>Says what an untagged plain scalar stands for: go-yaml v2's <c>resolve</c> (resolve.go), YAML 1.1 as Go programs know it.</summary>
internal static class ScalarResolver
{
    private static readonly SearchValues<char> NumberChars = SearchValues.Create("0123456789abcdefABCDEFxXoO_.+-");

    /// <summary>Resolves a scalar by its looks.</summary>
    /// <param name="value">The characters.</param>
    /// <param name="withTimestamps">Tell times from strings; readers need not, since sigs.k8s.io/yaml reads times as strings.</param>
    public static Scalar Resolve(ReadOnlySpan<char> value, bool withTimestamps)
    {
        if (value.IsEmpty)
        {
            return Scalar.Null;
        }

        char first = value[0];
        switch (first)
        {
            case '~' or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f' or 'F' or 'o' or 'O':
                return value.Length <= 5 ? ResolveWord(value) : Scalar.String;
            case '.':
                return ResolveWord(value) is { Kind: not ScalarKind.String } word ? word : ResolveFraction(value);
            case '+' or '-':
                return ResolveWord(value) is { Kind: not ScalarKind.String } signed ? signed : ResolveNumber(value);
            case >= '0' and <= '9':
                return withTimestamps && GoTimestamp.IsTimestamp(value) ? Scalar.Timestamp : ResolveNumber(value);
            default:
                return Scalar.String;
        }
    }

    private static Scalar ResolveWord(ReadOnlySpan<char> value)
    {
        switch (value)
        {
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return Scalar.OfBool(true);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return Scalar.OfBool(false);
            case "~" or "null" or "Null" or "NULL":
                return Scalar.Null;
            case ".nan" or ".NaN" or ".NAN":
                return Scalar.OfFloat64(double.NaN);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return Scalar.OfFloat64(double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return Scalar.OfFloat64(double.NegativeInfinity);
            default:
                return Scalar.String;
        }
    }

    /// <summary>A number that begins with a dot: strconv.ParseFloat, which allows underscores between digits.</summary>
    private static Scalar ResolveFraction(ReadOnlySpan<char> value)
    {
        for (int index = 1; index < value.Length; index++)
        {
            if (value[index] == '_' && (!char.IsAsciiDigit(value[index - 1]) || index + 1 == value.Length || !char.IsAsciiDigit(value[index + 1])))
            {
                return Scalar.String;
            }
        }

        ReadOnlySpan<char> plain = WithoutUnderscores(value);
        return IsYamlFloat(plain) ? ParseFloat(plain) : Scalar.String;
    }

    private static ReadOnlySpan<char> WithoutUnderscores(ReadOnlySpan<char> value) => value.Contains('_') ? value.ToString().Replace("_", "", StringComparison.Ordinal) : value;

    private static Scalar ResolveNumber(ReadOnlySpan<char> value)
    {
        if (value.IndexOfAnyExcept(NumberChars) >= 0)
        {
            return Scalar.String;
        }

        ReadOnlySpan<char> plain = WithoutUnderscores(value);
        if (TryParseInteger(plain, out Scalar integer))
        {
            return integer;
        }

        if (IsYamlFloat(plain))
        {
            return ParseFloat(plain);
        }

        // go-yaml reads what follows its own binary prefixes once more, sign included.
        if (plain.StartsWith("0b"))
        {
            return TryParseSigned(plain[2..], 2, out integer) ? integer : Scalar.String;
        }

        if (plain.StartsWith("-0b") && TryParseMagnitude(plain[3..], 2, out ulong magnitude) && magnitude <= 1UL << 63)
        {
            return Scalar.OfInt64(unchecked(-(long)magnitude));
        }

        return Scalar.String;
    }

    /// <summary>strconv.ParseInt and then ParseUint with base 0.</summary>
    private static bool TryParseInteger(ReadOnlySpan<char> plain, out Scalar result)
    {
        result = default;
        ReadOnlySpan<char> digits = plain;
        bool isSigned = digits.Length > 0 && digits[0] is '+' or '-';
        bool isNegative = isSigned && digits[0] == '-';
        digits = isSigned ? digits[1..] : digits;
        int numberBase = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            numberBase = (digits[1] | 0x20) switch { 'x' => 16, 'b' => 2, 'o' => 8, _ => 0 };
            digits = numberBase == 0 ? digits[1..] : digits[2..];
            numberBase = numberBase == 0 ? 8 : numberBase;
        }

        return TryParseMagnitude(digits, numberBase, out ulong magnitude) && TrySign(magnitude, isSigned, isNegative, out result);
    }

    private static bool TryParseSigned(ReadOnlySpan<char> digits, int numberBase, out Scalar result)
    {
        bool isSigned = digits.Length > 0 && digits[0] is '+' or '-';
        bool isNegative = isSigned && digits[0] == '-';
        result = default;
        return TryParseMagnitude(isSigned ? digits[1..] : digits, numberBase, out ulong magnitude) && TrySign(magnitude, isSigned, isNegative, out result);
    }

    private static bool TrySign(ulong magnitude, bool isSigned, bool isNegative, out Scalar result)
    {
        if (isNegative)
        {
            result = magnitude <= 1UL << 63 ? Scalar.OfInt64(unchecked(-(long)magnitude)) : default;
            return magnitude <= 1UL << 63;
        }

        result = magnitude <= long.MaxValue ? Scalar.OfInt64((long)magnitude) : Scalar.OfUInt64(magnitude);
        return magnitude <= long.MaxValue || !isSigned;
    }

    private static bool TryParseMagnitude(ReadOnlySpan<char> digits, int numberBase, out ulong magnitude)
    {
        magnitude = 0;
        if (digits.IsEmpty)
        {
            return false;
        }

        foreach (char c in digits)
        {
            uint digit = char.IsAsciiDigit(c) ? (uint)(c - '0') : char.IsAsciiHexDigit(c) ? (uint)((c | 0x20) - 'a' + 10) : 16;
            ulong high = Math.BigMul(magnitude, (ulong)numberBase, out ulong product);
            if (digit >= numberBase || high != 0 || product > ulong.MaxValue - digit)
            {
                return false;
            }

            magnitude = product + digit;
        }

        return true;
    }

    /// <summary>go-yaml's regular expression: <c>^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$</c>.</summary>
    private static bool IsYamlFloat(ReadOnlySpan<char> text)
    {
        int at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int whole = Digits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0 && whole == 0)
            {
                return false;
            }
        }
        else if (whole == 0)
        {
            return false;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
            {
                at++;
            }

            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at - start;
    }

    private static Scalar ParseFloat(ReadOnlySpan<char> text)
    {
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? Scalar.OfFloat64(value) : Scalar.String;
    }
}
