using System.Globalization;

namespace Steersman.Regex.Syntax;

/// <summary>Escapes that stand for one rune.</summary>
internal static class EscapeParser
{
    /// <summary>Takes an escape that begins here with its backslash.</summary>
    public static int Parse(ref PatternText text)
    {
        int start = text.At;
        text.At++;
        if (text.IsAtEnd)
        {
            throw RegexSyntaxException.Of(SyntaxErrors.TrailingBackslash, "");
        }

        int rune = text.Next();
        switch (rune)
        {
            case >= '1' and <= '7' when text.Peek(0) is < '0' or > '7':
                // A back reference.
                break;
            case >= '0' and <= '7':
                return ParseOctal(ref text, rune - '0');
            case 'x':
                if (TryParseHex(ref text, out int value))
                {
                    return value;
                }

                break;
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)rune):
                return rune;
            default:
                break;
        }

        throw RegexSyntaxException.Of(SyntaxErrors.InvalidEscape, text.From(start));
    }

    private static int ParseOctal(ref PatternText text, int value)
    {
        for (int digits = 1; digits < 3 && text.Peek(0) is >= '0' and <= '7'; digits++)
        {
            value = (value * 8) + text.Current - '0';
            text.At++;
        }

        return value;
    }

    private static bool TryParseHex(ref PatternText text, out int value)
    {
        value = 0;
        if (text.IsAtEnd)
        {
            return false;
        }

        int first = text.Next();
        if (first != '{')
        {
            int high = Digit(first);
            int low = Digit(text.Next());
            value = (high * 16) + low;
            return high >= 0 && low >= 0;
        }

        for (int digits = 0; !text.IsAtEnd; digits++)
        {
            int rune = text.Next();
            if (rune == '}')
            {
                return digits > 0;
            }

            int digit = Digit(rune);
            value = (value * 16) + digit;
            if (digit < 0 || value > RuneRanges.MaxRune)
            {
                return false;
            }
        }

        return false;
    }

    private static int Digit(int rune) => rune < 0x80 && char.IsAsciiHexDigit((char)rune)
        ? int.Parse([(char)rune], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : -1;
}
