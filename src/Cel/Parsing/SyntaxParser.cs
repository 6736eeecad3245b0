using System.Runtime.CompilerServices;
using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>Recognizes the rules of CEL.g4, one method a rule, and behaves on damaged input as the parser that ANTLR makes of that grammar.</summary>
/// <remarks>
/// A rule takes the number of the place that uses it and what may follow it there. The numbers tell places apart when one token fails twice (<see cref="ErrorStrategy.Recover"/>);
/// they are those of the ANTLR grammar's states.
/// </remarks>
internal sealed partial class SyntaxParser
{
    private readonly TokenStream _tokens;
    private readonly SyntaxIssues _issues;
    private readonly ErrorStrategy _errors;
    private readonly bool _looksAhead;
    private int _state;
    private int _exprDepth;
    private int _relationDepth;
    private int _calcDepth;

    /// <param name="source">The expression.</param>
    /// <param name="issues">Takes the syntax errors.</param>
    /// <param name="looksAhead">
    /// True to read a negative number with all that is applied to it before it is decided whether the sign is the number's: the decision is always the same, but an error on
    /// the way is one of the decision. Wanted only where errors are.
    /// </param>
    public SyntaxParser(CelSource source, IssueList issues, bool looksAhead)
    {
        _issues = new SyntaxIssues(issues);
        _tokens = new TokenStream(new Lexer(source, _issues));
        _errors = new ErrorStrategy(_tokens, _issues);
        _looksAhead = looksAhead;
    }

    /// <exception cref="ParseAbortedException">Too much is wrong, or the expression is nested too deep.</exception>
    public SyntaxNode Parse()
    {
        SyntaxNode expr = Expr(34, Grammar.Eof);
        try
        {
            Match(TokenKind.Eof, 35, TokenSet.Nullable);
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        return expr;
    }

    private static SyntaxNode Chain(SyntaxKind kind, SyntaxNode first)
    {
        SyntaxNode chain = new(kind, first.Start);
        chain.Children.Add(first);
        return chain;
    }

    private SyntaxNode Expr(int place, TokenSet follow)
    {
        Enter(ref _exprDepth, follow);
        SyntaxNode node = ConditionalOr(37, Grammar.AfterCondition);
        try
        {
            if (At(TokenKind.QuestionMark))
            {
                node = Chain(SyntaxKind.Conditional, node);
                node.Operator = Match(TokenKind.QuestionMark, 38, Grammar.Expr);
                node.Children.Add(ConditionalOr(39, Grammar.Colon));
                Match(TokenKind.Colon, 40, Grammar.Expr);
                node.Children.Add(Expr(41, TokenSet.Nullable));
            }
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(ref _exprDepth, place);
        return node;
    }

    private SyntaxNode ConditionalOr(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = ConditionalAnd(45, Grammar.AfterAnd);
        SyntaxNode? chain = null;
        while (At(TokenKind.LogicalOr))
        {
            chain ??= Chain(SyntaxKind.Or, node);
            chain.Operators.Add(Match(TokenKind.LogicalOr, 46, Grammar.Expr));
            chain.Children.Add(ConditionalAnd(47, Grammar.AfterAnd));
        }

        Leave(place);
        return chain ?? node;
    }

    private SyntaxNode ConditionalAnd(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = Relation(0, 53, Grammar.AfterRelation);
        SyntaxNode? chain = null;
        while (At(TokenKind.LogicalAnd))
        {
            chain ??= Chain(SyntaxKind.And, node);
            chain.Operators.Add(Match(TokenKind.LogicalAnd, 54, Grammar.Expr));
            chain.Children.Add(Relation(0, 55, Grammar.AfterRelation));
        }

        Leave(place);
        return chain ?? node;
    }

    private SyntaxNode Relation(int precedence, int place, TokenSet follow)
    {
        Enter(ref _relationDepth, follow);
        SyntaxNode node = Calc(0, 62, Grammar.AfterCalc);
        while (precedence <= 1 && Grammar.Relations.Contains(_tokens.Current.Kind))
        {
            node = Binary(node);
            node.Children.Add(Relation(2, 66, Grammar.AfterCalc));
        }

        Leave(ref _relationDepth, place);
        return node;
    }

    private SyntaxNode Calc(int precedence, int place, TokenSet follow)
    {
        Enter(ref _calcDepth, follow);
        SyntaxNode node = Unary(73, Grammar.AfterUnary);
        while (true)
        {
            if (precedence <= 2 && Grammar.Factors.Contains(_tokens.Current.Kind))
            {
                node = Binary(node);
                node.Children.Add(Calc(3, 77, Grammar.AfterUnary));
            }
            else if (precedence <= 1 && Grammar.Sums.Contains(_tokens.Current.Kind))
            {
                node = Binary(node);
                node.Children.Add(Calc(2, 80, Grammar.AfterUnary));
            }
            else
            {
                break;
            }
        }

        Leave(ref _calcDepth, place);
        return node;
    }

    private SyntaxNode Binary(SyntaxNode left)
    {
        SyntaxNode node = Chain(SyntaxKind.Binary, left);
        node.Operator = _tokens.Current;
        _errors.Matched();
        _tokens.Consume();
        return node;
    }

    private SyntaxNode Unary(int place, TokenSet follow)
    {
        _errors.Enter(follow);
        SyntaxNode node = new(SyntaxKind.Error, _tokens.Current);
        try
        {
            _state = 99;
            _errors.Sync(Grammar.Expr);
            Token first = _tokens.Current;
            if (first.Kind == TokenKind.Exclamation)
            {
                node = Negation(SyntaxKind.Not);
            }
            else if (first.Kind == TokenKind.Minus && !IsSignOfNumber())
            {
                node = Negation(SyntaxKind.Negate);
            }
            else if (Grammar.Primary.Contains(first.Kind))
            {
                node = Member(86, TokenSet.Nullable);
            }
            else
            {
                throw _errors.NoViableAlternative(first, first);
            }
        }
        catch (RecognitionException failure)
        {
            _errors.Recover(failure, _state);
        }

        Leave(place);
        return node;
    }

    /// <summary>Operators one after another, then their operand.</summary>
    private SyntaxNode Negation(SyntaxKind kind)
    {
        SyntaxNode node = new(kind, _tokens.Current);
        TokenKind sign = _tokens.Current.Kind;
        do
        {
            node.Operators.Add(Match(sign, kind == SyntaxKind.Not ? 87 : 93, Grammar.Expr));
            _state = kind == SyntaxKind.Not ? 90 : 96;
            _errors.SyncLoop(kind == SyntaxKind.Not ? Grammar.Expr : Grammar.Primary);
        }
        while (At(sign) && (kind == SyntaxKind.Not || IsAnotherSign()));
        node.Children.Add(Member(kind == SyntaxKind.Not ? 92 : 98, TokenSet.Nullable));
        return node;
    }

    private bool At(TokenKind kind) => _tokens.Current.Kind == kind;

    /// <summary>Takes the token that must stand here.</summary>
    /// <param name="kind">What must stand here.</param>
    /// <param name="state">The place in the grammar.</param>
    /// <param name="after">What may come after it in this rule.</param>
    /// <exception cref="RecognitionException">Something else stands here, and neither dropping it nor taking the token as given helps.</exception>
    private Token Match(TokenKind kind, int state, TokenSet after)
    {
        _state = state;
        Token token = _tokens.Current;
        if (token.Kind != kind)
        {
            return _errors.RecoverInline(kind, after);
        }

        _errors.Matched();
        _tokens.Consume();
        return token;
    }

    private void Enter(ref int depth, TokenSet follow)
    {
        if (++depth > ParseLimits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw _issues.Abort($"expression recursion limit exceeded: {ParseLimits.Depth}");
        }

        _errors.Enter(follow);
    }

    private void Leave(ref int depth, int place)
    {
        depth--;
        Leave(place);
    }

    private void Leave(int place)
    {
        _errors.Leave();
        _state = place;
    }
}
