using System.Buffers;

namespace Steersman.GoTemplate.Lexing;

/// <summary>Cuts template text into tokens as <c>text/template/parse/lex.go</c> does; trimming of white space happens here and nowhere else.</summary>
internal sealed partial class Lexer
{
    private const string LeftDelimiter = "{{";
    private const string RightDelimiter = "}}";
    private const string LeftComment = "/*";
    private const string RightComment = "*/";
    private const string SpaceCharacters = " \t\r\n";
    private const int EndOfText = -1;
    private const int TrimMarkerLength = 2;

    private static readonly SearchValues<char> AsciiWord = SearchValues.Create("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string _input;
    private int _position;
    private int _start;
    private int _lineStart;
    private int _line = 1;
    private int _parentheses;
    private bool _insideAction;
    private bool _ended;

    public Lexer(string input)
    {
        _input = input;
    }

    /// <summary>The next token; after an error or the end of the text always the end.</summary>
    public Token Next()
    {
        if (_ended)
        {
            return Make(TokenKind.Eof, "");
        }

        return _insideAction ? InsideAction() : Text();
    }

    private Token Text()
    {
        while (true)
        {
            int found = _input.AsSpan(_position).IndexOf(LeftDelimiter, StringComparison.Ordinal);
            if (found < 0)
            {
                _position = _input.Length;
                if (_position > _start)
                {
                    return Make(TokenKind.Text, "");
                }

                _ended = true;
                return Make(TokenKind.Eof, "");
            }

            int delimiter = _position + found;
            bool trim = HasLeftTrimMarker(delimiter + LeftDelimiter.Length);
            int end = trim ? _start + _input.AsSpan(_start, delimiter - _start).TrimEnd(SpaceCharacters).Length : delimiter;
            if (end > _start)
            {
                // The text before is given first; the trimmed space behind it is skipped on the next call.
                _position = end;
                Token text = Make(TokenKind.Text, "");
                _position = delimiter;
                _start = delimiter;
                return text;
            }

            _start = delimiter;
            int inside = delimiter + LeftDelimiter.Length + (trim ? TrimMarkerLength : 0);
            if (!_input.AsSpan(inside).StartsWith(LeftComment, StringComparison.Ordinal))
            {
                _position = delimiter + LeftDelimiter.Length;
                Token left = Make(TokenKind.LeftDelimiter, "");
                _position = inside;
                _start = inside;
                _insideAction = true;
                _parentheses = 0;
                return left;
            }

            _start = inside;
            _position = inside;
            if (Comment() is { } error)
            {
                return error;
            }
        }
    }

    private Token? Comment()
    {
        int from = _position + LeftComment.Length;
        int end = _input.AsSpan(from).IndexOf(RightComment, StringComparison.Ordinal);
        if (end < 0)
        {
            return Error("unclosed comment");
        }

        _position = from + end + RightComment.Length;
        if (!AtRightDelimiter(out bool trim))
        {
            return Error("comment ends before closing delimiter");
        }

        _position += (trim ? TrimMarkerLength : 0) + RightDelimiter.Length;
        if (trim)
        {
            SkipSpace();
        }

        _start = _position;
        return null;
    }

    private Token RightDelimiterToken(bool trim)
    {
        if (trim)
        {
            _position += TrimMarkerLength;
            _start = _position;
        }

        _position += RightDelimiter.Length;
        Token token = Make(TokenKind.RightDelimiter, "");
        if (trim)
        {
            SkipSpace();
            _start = _position;
        }

        _insideAction = false;
        return token;
    }

    private Token InsideAction()
    {
        if (AtRightDelimiter(out bool trim))
        {
            return _parentheses == 0 ? RightDelimiterToken(trim) : Error("unclosed left paren");
        }

        int rune = Read();
        switch (rune)
        {
            case EndOfText:
                return Error("unclosed action");
            case ' ' or '\t' or '\r' or '\n':
                return Space();
            case '=':
                return Make(TokenKind.Assign, "=");
            case ':':
                return Read() == '=' ? Make(TokenKind.Declare, ":=") : Error("expected :=");
            case '|':
                return Make(TokenKind.Pipe, "|");
            case '"':
                return Quoted('"', TokenKind.String, "unterminated quoted string");
            case '`':
                return RawQuoted();
            case '$':
                return AtTerminator() ? Make(TokenKind.Variable) : FieldOrVariable(TokenKind.Variable);
            case '\'':
                return Quoted('\'', TokenKind.CharConstant, "unterminated character constant");
            case '.' when _position < _input.Length && !char.IsAsciiDigit(_input[_position]):
                return AtTerminator() ? Make(TokenKind.Dot, ".") : FieldOrVariable(TokenKind.Field);
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                _position = _start;
                return Number();
            case '(':
                _parentheses++;
                return Make(TokenKind.LeftParenthesis, "(");
            case ')':
                return --_parentheses < 0 ? Error("unexpected right paren") : Make(TokenKind.RightParenthesis, ")");
        }

        if (IsAlphanumeric(rune))
        {
            return Identifier();
        }

        return rune is > ' ' and < 0x7F
            ? Make(TokenKind.Char)
            : Error($"unrecognized character in action: {DescribeRune(rune)}");
    }

    private Token Space()
    {
        int spaces = 1;
        while (_position < _input.Length && IsSpace(_input[_position]))
        {
            _position++;
            spaces++;
        }

        // A trim-marked delimiter begins with a space, which is no token of its own.
        if (HasRightTrimMarker(_position - 1) && _input.AsSpan(_position - 1 + TrimMarkerLength).StartsWith(RightDelimiter, StringComparison.Ordinal))
        {
            _position--;
            if (spaces == 1)
            {
                // As Go does: inside parentheses this is a right delimiter too, and the parser complains.
                return RightDelimiterToken(trim: true);
            }
        }

        return Make(TokenKind.Space, " ");
    }

    private bool AtTerminator()
    {
        int rune = Peek();
        return rune is EndOfText or ' ' or '\t' or '\r' or '\n' or '.' or ',' or '|' or ':' or ')' or '('
            || _input.AsSpan(_position).StartsWith(RightDelimiter, StringComparison.Ordinal);
    }

    private bool AtRightDelimiter(out bool trim)
    {
        ReadOnlySpan<char> rest = _input.AsSpan(_position);
        trim = HasRightTrimMarker(_position) && rest[TrimMarkerLength..].StartsWith(RightDelimiter, StringComparison.Ordinal);
        return trim || rest.StartsWith(RightDelimiter, StringComparison.Ordinal);
    }

    private bool HasLeftTrimMarker(int at) => at + 1 < _input.Length && _input[at] == '-' && IsSpace(_input[at + 1]);

    private bool HasRightTrimMarker(int at) => at + 1 < _input.Length && IsSpace(_input[at]) && _input[at + 1] == '-';
}
