using Steersman.GoTemplate.Formatting;

namespace Steersman.GoTemplate.Lexing;

// Characters, and the tokens made of them.
internal partial class Lexer
{
    private void SkipSpace()
    {
        while (_position < _input.Length && IsSpace(_input[_position]))
        {
            _position++;
        }
    }

    private void SkipWord()
    {
        while (true)
        {
            int ascii = _input.AsSpan(_position).IndexOfAnyExcept(AsciiWord);
            _position = ascii < 0 ? _input.Length : _position + ascii;
            if (_position == _input.Length || _input[_position] < 0x80 || !IsAlphanumeric(Peek()))
            {
                return;
            }

            Read();
        }
    }

    private bool Accept(string valid)
    {
        if (_position < _input.Length && valid.Contains(_input[_position], StringComparison.Ordinal))
        {
            _position++;
            return true;
        }

        return false;
    }

    private void AcceptRun(string valid)
    {
        while (Accept(valid))
        {
        }
    }

    private int Read()
    {
        if (_position >= _input.Length)
        {
            return EndOfText;
        }

        int rune = GoUnicode.Decode(_input.AsSpan(_position), out int length);
        _position += length;
        return rune < 0 ? GoUnicode.RuneError : rune;
    }

    private int Peek()
    {
        if (_position >= _input.Length)
        {
            return EndOfText;
        }

        int rune = GoUnicode.Decode(_input.AsSpan(_position), out _);
        return rune < 0 ? GoUnicode.RuneError : rune;
    }

    private Token Make(TokenKind kind) => Make(kind, _input[_start.._position]);

    private Token Make(TokenKind kind, string text)
    {
        Token token = new(kind, _start, _position - _start, text, LineOfStart());
        _start = _position;
        return token;
    }

    private Token Error(string message)
    {
        Token token = new(TokenKind.Error, _start, 0, message, LineOfStart());
        _start = _position;
        _ended = true;
        return token;
    }

    private int LineOfStart()
    {
        _line += _input.AsSpan(_lineStart, _start - _lineStart).Count('\n');
        _lineStart = _start;
        return _line;
    }

    private static bool IsSpace(int rune) => rune is ' ' or '\t' or '\r' or '\n';

    private static bool IsAlphanumeric(int rune) =>
        rune < 0x80 ? rune >= 0 && AsciiWord.Contains((char)rune) : GoUnicode.IsLetter(rune) || GoUnicode.IsDigit(rune);
}
