using Steersman.GoTemplate.Formatting;

namespace Steersman.GoTemplate.Lexing;

/// <summary>Words, strings and numbers.</summary>
internal sealed partial class Lexer
{
    private Token Identifier()
    {
        SkipWord();
        if (!AtTerminator())
        {
            return BadCharacter();
        }

        string word = _input[_start.._position];
        return Make(Keyword(word), word);
    }

    private Token FieldOrVariable(TokenKind kind)
    {
        SkipWord();
        return AtTerminator() ? Make(kind) : BadCharacter();
    }

    private Token Quoted(char quote, TokenKind kind, string unterminated)
    {
        while (true)
        {
            int rune = Read();
            if (rune == '\\')
            {
                rune = Read();
                if (rune is not EndOfText and not '\n')
                {
                    continue;
                }
            }

            if (rune is EndOfText or '\n')
            {
                return Error(unterminated);
            }

            if (rune == quote)
            {
                return Make(kind);
            }
        }
    }

    private Token RawQuoted()
    {
        int end = _input.AsSpan(_position).IndexOf('`');
        if (end < 0)
        {
            return Error("unterminated raw quoted string");
        }

        _position += end + 1;
        return Make(TokenKind.RawString);
    }

    private Token Number()
    {
        if (!ScanNumber())
        {
            return BadNumber();
        }

        if (Peek() is not ('+' or '-'))
        {
            return Make(TokenKind.Number);
        }

        // Complex: 1+2i, no spaces, must end in 'i'.
        return ScanNumber() && _input[_position - 1] == 'i' ? Make(TokenKind.Complex) : BadNumber();
    }

    private bool ScanNumber()
    {
        Accept("+-");
        string digits = "0123456789_";
        bool isDecimal = true;
        bool isHex = false;
        if (Accept("0"))
        {
            if (Accept("xX"))
            {
                (digits, isDecimal, isHex) = ("0123456789abcdefABCDEF_", false, true);
            }
            else if (Accept("oO"))
            {
                (digits, isDecimal) = ("01234567_", false);
            }
            else if (Accept("bB"))
            {
                (digits, isDecimal) = ("01_", false);
            }
        }

        AcceptRun(digits);
        if (Accept("."))
        {
            AcceptRun(digits);
        }

        if ((isDecimal && Accept("eE")) || (isHex && Accept("pP")))
        {
            Accept("+-");
            AcceptRun("0123456789_");
        }

        Accept("i");
        if (!IsAlphanumeric(Peek()))
        {
            return true;
        }

        Read();
        return false;
    }

    private Token BadNumber() => Error($"bad number syntax: {GoQuote.Quote(_input[_start.._position])}");

    private Token BadCharacter() => Error($"bad character {DescribeRune(Peek())}");

    private static string DescribeRune(int rune)
    {
        string code = $"U+{rune:X4}";
        return GoUnicode.IsPrint(rune) ? $"{code} '{GoUnicode.ToText(rune)}'" : code;
    }

    private static TokenKind Keyword(string word) => word switch
    {
        "block" => TokenKind.Block,
        "break" => TokenKind.Break,
        "continue" => TokenKind.Continue,
        "define" => TokenKind.Define,
        "else" => TokenKind.Else,
        "end" => TokenKind.End,
        "if" => TokenKind.If,
        "range" => TokenKind.Range,
        "nil" => TokenKind.Nil,
        "template" => TokenKind.Template,
        "with" => TokenKind.With,
        "true" or "false" => TokenKind.Bool,
        _ => TokenKind.Identifier,
    };
}
