using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>What stands in brackets, braces and parentheses of calls.</summary>
internal sealed partial class SyntaxParser
{
    /// <summary>What stands between parentheses of a call, and the closing one.</summary>
    private void Arguments(SyntaxNode node, int state, int place, int end, TokenSet after)
    {
        _state = state;
        _errors.Sync(Grammar.Expr | Grammar.RightParen);
        if (Grammar.Expr.Contains(_tokens.Current.Kind))
        {
            ExprList(node, place);
        }

        Match(TokenKind.RightParen, end, after);
    }

    private void ExprList(SyntaxNode node, int place)
    {
        _errors.Enter(Grammar.RightParen);
        node.Children.Add(Expr(186, Grammar.AfterElement));
        while (At(TokenKind.Comma))
        {
            Match(TokenKind.Comma, 187, Grammar.Expr);
            node.Children.Add(Expr(188, Grammar.AfterElement));
        }

        Leave(place);
    }

    /// <summary>What stands in brackets or braces, with a comma at the end or without, and the closing one.</summary>
    private void Elements(SyntaxNode node, int state, TokenSet first, TokenKind end)
    {
        TokenSet ends = TokenSet.Of(end, TokenKind.Comma);
        _state = state;
        _errors.Sync(first);
        if (!ends.Contains(_tokens.Current.Kind) && first.Contains(_tokens.Current.Kind))
        {
            InitializerList(node, state - 1, ends);
        }

        _state = state + 3;
        _errors.Sync(ends);
        if (At(TokenKind.Comma))
        {
            Match(TokenKind.Comma, state + 2, TokenSet.Of(end));
        }

        Match(end, state + 5, TokenSet.Nullable);
    }

    private void InitializerList(SyntaxNode node, int place, TokenSet follow)
    {
        _errors.Enter(follow);
        TokenSet next = node.Kind == SyntaxKind.Message ? Grammar.OptField : Grammar.OptExpr;
        try
        {
            Initializer(node, 0);
            while (At(TokenKind.Comma) && next.Contains(_tokens.Peek(2).Kind))
            {
                Match(TokenKind.Comma, 195, next);
                Initializer(node, 1);
            }
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
    }

    /// <param name="node">The list, map or message.</param>
    /// <param name="turn">0 for the first, 1 for those behind a comma: other places of the grammar.</param>
    private void Initializer(SyntaxNode node, int turn)
    {
        if (node.Kind == SyntaxKind.List)
        {
            node.Children.Add(OptExpr(194 + (2 * turn), Grammar.AfterElement));
            return;
        }

        int place = (node.Kind == SyntaxKind.Map ? 220 : 202) + (4 * turn);
        node.Children.Add(node.Kind == SyntaxKind.Map ? OptExpr(place, Grammar.Colon) : OptField(place, Grammar.Colon));
        node.Operators.Add(Match(TokenKind.Colon, place + 1, Grammar.Expr));
        node.Children.Add(Expr(place + 2, Grammar.AfterElement));
    }

    private SyntaxNode OptExpr(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = new(SyntaxKind.Optional, _tokens.Current);
        try
        {
            _state = 238;
            _errors.Sync(Grammar.OptExpr);
            if (At(TokenKind.QuestionMark))
            {
                Match(TokenKind.QuestionMark, 237, Grammar.Expr);
                node.IsOptional = true;
            }

            node.Children.Add(Expr(240, TokenSet.Nullable));
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }

    private SyntaxNode OptField(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = new(SyntaxKind.Field, _tokens.Current);
        try
        {
            _state = 216;
            _errors.Sync(Grammar.OptField);
            if (At(TokenKind.QuestionMark))
            {
                Match(TokenKind.QuestionMark, 215, Grammar.EscapeIdent);
                node.IsOptional = true;
            }

            node.Name = EscapeIdent(218, TokenSet.Nullable);
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }

    private Token? EscapeIdent(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        Token? name = null;
        try
        {
            _state = 235;
            _errors.Sync(Grammar.EscapeIdent);
            Token current = _tokens.Current;
            name = current.Kind is TokenKind.Identifier or TokenKind.EscapedIdentifier
                ? Match(current.Kind, current.Kind == TokenKind.Identifier ? 233 : 234, TokenSet.Nullable)
                : throw _errors.NoViableAlternative(current, current);
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return name;
    }
}
