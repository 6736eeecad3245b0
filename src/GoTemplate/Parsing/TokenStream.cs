using Steersman.GoTemplate.Lexing;

namespace Steersman.GoTemplate.Parsing;

/// <summary>The tokens of one tree, with three of look-ahead. Trees of one text take turns at one lexer.</summary>
internal sealed class TokenStream(Lexer lexer)
{
    private readonly Token[] _tokens = new Token[3];
    private int _peeked;

    /// <summary>The line of the token read last from the text: where parse errors are reported.</summary>
    public int Line => _tokens[0].Line;

    public Token Next()
    {
        if (_peeked > 0)
        {
            _peeked--;
        }
        else
        {
            _tokens[0] = lexer.Next();
        }

        return _tokens[_peeked];
    }

    public Token Peek()
    {
        if (_peeked == 0)
        {
            _peeked = 1;
            _tokens[0] = lexer.Next();
        }

        return _tokens[_peeked - 1];
    }

    public Token NextNonSpace()
    {
        Token token = Next();
        while (token.Kind is TokenKind.Space)
        {
            token = Next();
        }

        return token;
    }

    public Token PeekNonSpace()
    {
        Token token = NextNonSpace();
        _peeked++;
        return token;
    }

    /// <summary>Puts back the token read last.</summary>
    public void Back() => _peeked++;

    /// <summary>Puts back <paramref name="first"/>, before the token that is there already.</summary>
    public void Back(in Token first)
    {
        _tokens[1] = first;
        _peeked = 2;
    }

    /// <summary>Puts back two tokens, before the one that is there already.</summary>
    public void Back(in Token first, in Token second)
    {
        _tokens[1] = second;
        _tokens[2] = first;
        _peeked = 3;
    }
}
