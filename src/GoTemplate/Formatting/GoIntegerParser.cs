namespace Steersman.GoTemplate.Formatting;

/// <summary>Go's <c>strconv.ParseInt</c> and <c>ParseUint</c>.</summary>
internal static class GoIntegerParser
{
    public static NumberError ParseInt(ReadOnlySpan<char> text, int radix, int bits, out long value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return NumberError.Syntax;
        }

        bool negative = text[0] == '-';
        ReadOnlySpan<char> digits = text[0] is '+' or '-' ? text[1..] : text;
        NumberError error = ParseUint(digits, radix, bits, out ulong magnitude);
        if (error is not (NumberError.None or NumberError.Range))
        {
            return error;
        }

        ulong cutoff = 1UL << ((bits == 0 ? 64 : bits) - 1);
        ulong limit = negative ? cutoff : cutoff - 1;
        if (magnitude > limit)
        {
            magnitude = limit;
            error = NumberError.Range;
        }

        value = negative ? unchecked((long)(0UL - magnitude)) : (long)magnitude;
        return error;
    }

    public static NumberError ParseUint(ReadOnlySpan<char> text, int radix, int bits, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return NumberError.Syntax;
        }

        ReadOnlySpan<char> digits = text;
        bool underscores = radix == 0;
        if (radix == 0)
        {
            radix = Prefix(ref digits);
        }
        else if (radix is < 2 or > 36)
        {
            return NumberError.Base;
        }

        if (bits is < 0 or > 64)
        {
            return NumberError.BitSize;
        }

        ulong max = bits is 0 or 64 ? ulong.MaxValue : (1UL << bits) - 1;
        bool separated = false;
        foreach (char c in digits)
        {
            if (c == '_' && underscores)
            {
                separated = true;
                continue;
            }

            int digit = DigitOf(c);
            if (digit >= radix)
            {
                value = 0;
                return NumberError.Syntax;
            }

            UInt128 next = ((UInt128)value * (uint)radix) + (uint)digit;
            if (next > max)
            {
                value = max;
                return NumberError.Range;
            }

            value = (ulong)next;
        }

        if (digits.IsEmpty || (separated && !GoNumber.UnderscoresOk(text)))
        {
            value = 0;
            return NumberError.Syntax;
        }

        return NumberError.None;
    }

    private static int Prefix(ref ReadOnlySpan<char> text)
    {
        if (text[0] != '0' || text.Length == 1)
        {
            return 10;
        }

        int radix = text.Length < 3 ? 0 : (text[1] | 0x20) switch
        {
            'b' => 2,
            'o' => 8,
            'x' => 16,
            _ => 0,
        };
        text = text[(radix == 0 ? 1 : 2)..];
        return radix == 0 ? 8 : radix;
    }

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => int.MaxValue,
    };
}
