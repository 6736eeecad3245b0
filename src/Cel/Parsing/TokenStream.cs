using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>The tokens of an expression, read from the lexer when they are looked at.</summary>
internal sealed class TokenStream(Lexer lexer)
{
    private readonly List<Token> _tokens = [];

    /// <summary>The place of the current token.</summary>
    public int Index { get; set; }

    public Token Current => Peek(1);

    /// <summary>The token at a distance, the current one being 1; behind the end it is the end.</summary>
    public Token Peek(int distance)
    {
        int index = Index + distance - 1;
        while (index >= _tokens.Count)
        {
            if (_tokens is [.., { Kind: TokenKind.Eof } last])
            {
                return last;
            }

            _tokens.Add(lexer.Next());
        }

        return _tokens[index];
    }

    /// <summary>Goes to the next token; at the end it stays.</summary>
    public void Consume()
    {
        if (Current.Kind != TokenKind.Eof)
        {
            Index++;
        }
    }

    /// <summary>The source from one token to another, blanks between them included.</summary>
    public string Text(Token first, Token last) => first.Kind == TokenKind.Eof ? "<EOF>" : lexer.Text(first.Start, last.Start) + last.Text;
}
