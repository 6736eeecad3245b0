using System.Numerics;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Lexing;
using Steersman.GoTemplate.Nodes;

namespace Steersman.GoTemplate.Parsing;

/// <summary>Finds out all that the text of a number or character can be (Go's <c>newNumber</c>).</summary>
internal static class NumberParser
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>Parses the token; null with Go's error where it is no number.</summary>
    public static NumberConstant? Parse(in Token token, out string? error)
    {
        error = null;
        string text = token.Text;
        switch (token.Kind)
        {
            case TokenKind.CharConstant:
                return Character(text, out error);
            case TokenKind.Complex:
                int split = text.LastIndexOfAny(['+', '-']);
                if (GoNumber.ParseFloat(text.AsSpan(0, split), 64, out double real) is NumberError.None
                    && GoNumber.ParseFloat(text.AsSpan(split, text.Length - split - 1), 64, out double imaginary) is NumberError.None)
                {
                    return Simplify(text, new Complex(real, imaginary));
                }

                error = "syntax error scanning complex number";
                return null;
        }

        if (text.EndsWith('i') && GoNumber.ParseFloat(text.AsSpan(0, text.Length - 1), 64, out double part) is NumberError.None)
        {
            return Simplify(text, new Complex(0, part));
        }

        return Real(text, out error);
    }

    private static NumberConstant? Real(string text, out string? error)
    {
        error = null;
        bool isUnsigned = GoNumber.ParseUint(text, 0, 64, out ulong unsigned) is NumberError.None;
        bool isInteger = GoNumber.ParseInt(text, 0, 64, out long integer) is NumberError.None;
        if (isInteger && integer == 0)
        {
            (isUnsigned, unsigned) = (true, 0);     // -0
        }

        if (isInteger || isUnsigned)
        {
            return new NumberConstant(text)
            {
                Int64 = isInteger ? integer : null,
                UInt64 = isUnsigned ? unsigned : null,
                Float64 = isInteger ? integer : unsigned,
            };
        }

        if (GoNumber.ParseFloat(text, 64, out double number) is not NumberError.None)
        {
            error = $"illegal number syntax: {GoQuote.Quote(text)}";
            return null;
        }

        if (text.AsSpan().IndexOfAny(".eEpP") < 0)
        {
            error = $"integer overflow: {GoQuote.Quote(text)}";
            return null;
        }

        return WithIntegers(new NumberConstant(text), number);
    }

    private static NumberConstant Simplify(string text, Complex value)
    {
        NumberConstant constant = new(text) { Complex = value };
        return value.Imaginary == 0 ? WithIntegers(constant, value.Real) : constant;
    }

    private static NumberConstant WithIntegers(NumberConstant constant, double number) => constant with
    {
        Float64 = number,
        Int64 = number is >= -TwoTo63 and < TwoTo63 && double.IsInteger(number) ? (long)number : null,
        UInt64 = number is >= 0 and < TwoTo64 && double.IsInteger(number) ? (ulong)number : null,
    };

    private static NumberConstant? Character(string text, out string? error)
    {
        error = null;
        if (GoQuote.TryUnquote(text, out string? character) && character.Length > 0)    // '' is a text to strconv.Unquote, but no character
        {
            int rune = GoUnicode.Decode(character, out _);
            rune = rune < 0 ? -rune : rune;
            return new NumberConstant(text) { Int64 = rune, UInt64 = (ulong)rune, Float64 = rune };
        }

        // Go unquotes one character and looks at what is left: only a bad first one is a syntax error.
        error = GoQuote.TryUnquote($"'{First(text)}'", out _) ? $"malformed character constant: {text}" : "invalid syntax";
        return null;
    }

    private static string First(string text)
    {
        if (text[1] is not '\\')
        {
            GoUnicode.Decode(text.AsSpan(1), out int width);
            return text.Substring(1, width);
        }

        int length = text[2] switch
        {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            >= '0' and <= '7' => 4,
            _ => 2,
        };
        return text.Substring(1, Math.Min(length, text.Length - 1));
    }
}
