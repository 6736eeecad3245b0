using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>Operands: members, primaries and literals.</summary>
internal sealed partial class SyntaxParser
{
    private SyntaxNode Member(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = Primary(102, Grammar.AfterOperand);
        try
        {
            while (_tokens.Current.Kind is TokenKind.Dot or TokenKind.LeftBracket)
            {
                if (At(TokenKind.LeftBracket))
                {
                    node = Chain(SyntaxKind.Index, node);
                    Index(node);
                }
                else if (IsCallOf(_tokens.Current, _tokens.Peek(2)))
                {
                    node = Chain(SyntaxKind.MemberCall, node);
                    Match(TokenKind.Dot, 111, Grammar.EscapeIdent);
                    node.Name = Match(TokenKind.Identifier, 112, default);
                    node.Operator = Match(TokenKind.LeftParen, 113, default);
                    Arguments(node, 115, 114, 117, Grammar.AfterOperand);
                }
                else
                {
                    node = Chain(SyntaxKind.Select, node);
                    Select(node);
                }
            }
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }

    /// <summary>At a dot behind an operand: is it a call or a selection?</summary>
    /// <exception cref="RecognitionException">It is neither.</exception>
    private bool IsCallOf(Token dot, Token next)
    {
        _state = 126;
        return next.Kind switch
        {
            TokenKind.Identifier => _tokens.Peek(3).Kind == TokenKind.LeftParen,
            TokenKind.QuestionMark or TokenKind.EscapedIdentifier => false,
            _ => throw _errors.NoViableAlternative(dot, next),
        };
    }

    private void Select(SyntaxNode node)
    {
        node.Operator = Match(TokenKind.Dot, 105, Grammar.OptField);
        if (At(TokenKind.QuestionMark))
        {
            Match(TokenKind.QuestionMark, 106, Grammar.EscapeIdent);
            node.IsOptional = true;
        }

        node.Names.Add(_tokens.Current);
        node.Name = EscapeIdent(109, Grammar.AfterOperand);
    }

    private void Index(SyntaxNode node)
    {
        node.Operator = Match(TokenKind.LeftBracket, 119, Grammar.OptExpr);
        _state = 121;
        _errors.Sync(Grammar.OptExpr);
        if (At(TokenKind.QuestionMark))
        {
            Match(TokenKind.QuestionMark, 120, Grammar.Expr);
            node.IsOptional = true;
        }

        node.Children.Add(Expr(123, Grammar.RightBracket));
        Match(TokenKind.RightBracket, 124, Grammar.AfterOperand);
    }

    private SyntaxNode Primary(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = new(SyntaxKind.Error, _tokens.Current);
        try
        {
            _state = 184;
            _errors.Sync(Grammar.Primary);
            node = new SyntaxNode(PredictPrimary(), _tokens.Current);
            switch (node.Kind)
            {
                case SyntaxKind.Identifier:
                    Name(node, 131);
                    break;
                case SyntaxKind.GlobalCall:
                    Name(node, 135);
                    node.Operator = Match(TokenKind.LeftParen, 139, default);
                    Arguments(node, 141, 140, 143, TokenSet.Nullable);
                    break;
                case SyntaxKind.Optional:
                    Match(TokenKind.LeftParen, 144, Grammar.Expr);
                    node = Expr(145, Grammar.RightParen);
                    Match(TokenKind.RightParen, 146, TokenSet.Nullable);
                    break;
                case SyntaxKind.List:
                    node.Operator = Match(TokenKind.LeftBracket, 148, default);
                    Elements(node, 150, Grammar.OptExpr | Grammar.EndOfList, TokenKind.RightBracket);
                    break;
                case SyntaxKind.Map:
                    node.Operator = Match(TokenKind.LeftBrace, 156, default);
                    Elements(node, 158, Grammar.OptExpr | Grammar.EndOfMap, TokenKind.RightBrace);
                    break;
                case SyntaxKind.Message:
                    Message(node);
                    break;
                default:
                    node = Literal(183, TokenSet.Nullable);
                    break;
            }
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }

    /// <summary>Which kind of primary begins here; an expression in parentheses is <see cref="SyntaxKind.Optional"/>, since it leaves no node of its own.</summary>
    /// <exception cref="RecognitionException">None does.</exception>
    private SyntaxKind PredictPrimary()
    {
        Token first = _tokens.Current;
        int next = 1;
        switch (first.Kind)
        {
            case TokenKind.LeftParen:
                return SyntaxKind.Optional;
            case TokenKind.LeftBracket:
                return SyntaxKind.List;
            case TokenKind.LeftBrace:
                return SyntaxKind.Map;
            case TokenKind.Identifier:
                break;
            case TokenKind.Dot when _tokens.Peek(2).Kind == TokenKind.Identifier:
                next = 2;
                break;
            case TokenKind.Dot:
                throw _errors.NoViableAlternative(first, _tokens.Peek(2));
            default:
                return Grammar.Primary.Contains(first.Kind) ? SyntaxKind.Literal : throw _errors.NoViableAlternative(first, first);
        }

        if (_tokens.Peek(next + 1).Kind == TokenKind.LeftParen)
        {
            return SyntaxKind.GlobalCall;
        }

        while (_tokens.Peek(next + 1).Kind == TokenKind.Dot && _tokens.Peek(next + 2).Kind == TokenKind.Identifier)
        {
            next += 2;
        }

        return _tokens.Peek(next + 1).Kind == TokenKind.LeftBrace ? SyntaxKind.Message : SyntaxKind.Identifier;
    }

    private void Name(SyntaxNode node, int state)
    {
        if (At(TokenKind.Dot))
        {
            node.Prefix = Match(TokenKind.Dot, state, default);
        }

        node.Name = Match(TokenKind.Identifier, state + 3, default);
    }

    private void Message(SyntaxNode node)
    {
        if (At(TokenKind.Dot))
        {
            node.Prefix = Match(TokenKind.Dot, 164, default);
        }

        node.Names.Add(Match(TokenKind.Identifier, 167, default));
        while (At(TokenKind.Dot))
        {
            Match(TokenKind.Dot, 168, default);
            node.Names.Add(Match(TokenKind.Identifier, 169, default));
        }

        node.Operator = Match(TokenKind.LeftBrace, 175, default);
        Elements(node, 177, Grammar.OptField | Grammar.EndOfMap, TokenKind.RightBrace);
    }

    private SyntaxNode Literal(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = new(SyntaxKind.Literal, _tokens.Current);
        try
        {
            _state = 256;
            if (At(TokenKind.Minus))
            {
                Token next = _tokens.Peek(2);
                if (next.Kind is not (TokenKind.Int or TokenKind.Float))
                {
                    node = new SyntaxNode(SyntaxKind.Error, node.Start);
                    throw _errors.NoViableAlternative(node.Start, next);
                }

                node.Prefix = Match(TokenKind.Minus, 242, default);
            }

            node.Name = Match(_tokens.Current.Kind, 245, TokenSet.Nullable);
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }
}
