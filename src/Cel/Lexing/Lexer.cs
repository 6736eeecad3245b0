using System.Text;
using Steersman.Cel.Parsing;

namespace Steersman.Cel.Lexing;

/// <summary>Cuts an expression into tokens, the longest that begins at a place, as the lexer made from CEL.g4 does; white space and comments are left out.</summary>
/// <param name="source">The expression.</param>
/// <param name="issues">Takes text that begins no token.</param>
internal sealed class Lexer(CelSource source, SyntaxIssues issues)
{
    private readonly StringScanner _strings = new(source);
    private readonly List<(int Start, int End)> _unrecognized = [];
    private int _index;
    private int _count;

    /// <summary>The next token; at the end of input the same again and again.</summary>
    public Token Next()
    {
        while (true)
        {
            SkipBlanks();
            if (_index >= source.Length)
            {
                return new Token(TokenKind.Eof, source.Length, string.Empty, _count);
            }

            (TokenKind kind, int length, int failedAt) = Scan();
            int start = _index;
            if (length > 0)
            {
                _index += length;
                return new Token(kind, start, source.Slice(start, _index), _count++);
            }

            issues.Report(start, $"token recognition error at: '{source.Slice(start, failedAt + 1)}'");
            _index = Math.Min(failedAt + 1, source.Length);
            _unrecognized.Add((start, _index));
        }
    }

    /// <summary>The source of a range without what is no token.</summary>
    public string Text(int start, int end)
    {
        StringBuilder text = new();
        foreach ((int from, int to) in _unrecognized.Where(range => range.Start >= start && range.End <= end))
        {
            text.Append(source.Slice(start, from));
            start = to;
        }

        return text.Append(source.Slice(start, end)).ToString();
    }

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    private static bool IsHex(int c) => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool IsLetter(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private void SkipBlanks()
    {
        while (true)
        {
            switch (source[_index])
            {
                case ' ' or '\t' or '\r' or '\n' or '\f':
                    _index++;
                    break;
                case '/' when source[_index + 1] == '/':
                    while (_index < source.Length && source[_index] != '\n')
                    {
                        _index++;
                    }

                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>The token that begins here, with length 0 where none does and the place where the last hope died.</summary>
    private (TokenKind Kind, int Length, int FailedAt) Scan()
    {
        int first = source[_index];
        if (_strings.Scan(_index) is { Length: > 0 } text)
        {
            return (text.Kind, text.Length, 0);
        }

        if (IsLetter(first))
        {
            return ScanWord();
        }

        if (IsDigit(first) || (first == '.' && IsDigit(source[_index + 1])))
        {
            return ScanNumber();
        }

        return first switch
        {
            '"' or '\'' => (default, 0, _strings.Scan(_index).FailedAt),
            '`' => ScanEscapedIdentifier(),
            '=' => Pair('=', TokenKind.Equals),
            '&' => Pair('&', TokenKind.LogicalAnd),
            '|' => Pair('|', TokenKind.LogicalOr),
            '!' => OneOrTwo(TokenKind.Exclamation, TokenKind.NotEquals),
            '<' => OneOrTwo(TokenKind.Less, TokenKind.LessEquals),
            '>' => OneOrTwo(TokenKind.Greater, TokenKind.GreaterEquals),
            '[' => (TokenKind.LeftBracket, 1, 0),
            ']' => (TokenKind.RightBracket, 1, 0),
            '{' => (TokenKind.LeftBrace, 1, 0),
            '}' => (TokenKind.RightBrace, 1, 0),
            '(' => (TokenKind.LeftParen, 1, 0),
            ')' => (TokenKind.RightParen, 1, 0),
            '.' => (TokenKind.Dot, 1, 0),
            ',' => (TokenKind.Comma, 1, 0),
            '-' => (TokenKind.Minus, 1, 0),
            '?' => (TokenKind.QuestionMark, 1, 0),
            ':' => (TokenKind.Colon, 1, 0),
            '+' => (TokenKind.Plus, 1, 0),
            '*' => (TokenKind.Star, 1, 0),
            '/' => (TokenKind.Slash, 1, 0),
            '%' => (TokenKind.Percent, 1, 0),
            _ => (default, 0, _index),
        };
    }

    private (TokenKind Kind, int Length, int FailedAt) Pair(int second, TokenKind kind) => source[_index + 1] == second ? (kind, 2, 0) : (default, 0, _index + 1);

    private (TokenKind Kind, int Length, int FailedAt) OneOrTwo(TokenKind one, TokenKind two) => source[_index + 1] == '=' ? (two, 2, 0) : (one, 1, 0);

    private (TokenKind Kind, int Length, int FailedAt) ScanWord()
    {
        int end = _index + 1;
        while (IsLetter(source[end]) || IsDigit(source[end]))
        {
            end++;
        }

        TokenKind kind = source.Slice(_index, end) switch
        {
            "in" => TokenKind.In,
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            "null" => TokenKind.Null,
            _ => TokenKind.Identifier,
        };
        return (kind, end - _index, 0);
    }

    private (TokenKind Kind, int Length, int FailedAt) ScanNumber()
    {
        int end = Digits(_index);
        if (end == _index + 1 && source[_index] == '0' && source[end] == 'x' && IsHex(source[end + 1]))
        {
            end++;
            while (IsHex(source[end]))
            {
                end++;
            }

            return Suffixed(end);
        }

        bool isFloat = false;
        if (source[end] == '.' && IsDigit(source[end + 1]))
        {
            isFloat = true;
            end = Digits(end + 1);
        }

        if (source[end] is 'e' or 'E')
        {
            int sign = source[end + 1] is '+' or '-' ? 1 : 0;
            if (IsDigit(source[end + 1 + sign]))
            {
                isFloat = true;
                end = Digits(end + 1 + sign);
            }
        }

        return isFloat ? (TokenKind.Float, end - _index, 0) : Suffixed(end);
    }

    private (TokenKind Kind, int Length, int FailedAt) Suffixed(int end) =>
        source[end] is 'u' or 'U' ? (TokenKind.Uint, end + 1 - _index, 0) : (TokenKind.Int, end - _index, 0);

    private int Digits(int index)
    {
        while (IsDigit(source[index]))
        {
            index++;
        }

        return index;
    }

    private (TokenKind Kind, int Length, int FailedAt) ScanEscapedIdentifier()
    {
        int end = _index + 1;
        while (IsLetter(source[end]) || IsDigit(source[end]) || source[end] is '.' or '-' or '/' or ' ')
        {
            end++;
        }

        return source[end] == '`' && end > _index + 1 ? (TokenKind.EscapedIdentifier, end + 1 - _index, 0) : (default, 0, end);
    }
}
