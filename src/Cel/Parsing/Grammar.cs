using Steersman.Cel.Lexing;

namespace Steersman.Cel.Parsing;

/// <summary>Which tokens may begin the rules of CEL.g4 and which may follow them inside the rules that use them.</summary>
internal static class Grammar
{
    public static TokenSet Relations { get; } =
        TokenSet.Of(TokenKind.Less, TokenKind.LessEquals, TokenKind.GreaterEquals, TokenKind.Greater, TokenKind.Equals, TokenKind.NotEquals, TokenKind.In);

    public static TokenSet Factors { get; } = TokenSet.Of(TokenKind.Star, TokenKind.Slash, TokenKind.Percent);

    public static TokenSet Sums { get; } = TokenSet.Of(TokenKind.Plus, TokenKind.Minus);

    public static TokenSet Primary { get; } = TokenSet.Of(
        TokenKind.LeftBracket, TokenKind.LeftBrace, TokenKind.LeftParen, TokenKind.Dot, TokenKind.Minus, TokenKind.True, TokenKind.False, TokenKind.Null, TokenKind.Float, TokenKind.Int, TokenKind.Uint,
        TokenKind.String, TokenKind.Bytes, TokenKind.Identifier);

    public static TokenSet Expr { get; } = Primary | TokenSet.Of(TokenKind.Exclamation);

    public static TokenSet OptExpr { get; } = Expr | TokenSet.Of(TokenKind.QuestionMark);

    public static TokenSet EscapeIdent { get; } = TokenSet.Of(TokenKind.Identifier, TokenKind.EscapedIdentifier);

    public static TokenSet OptField { get; } = EscapeIdent | TokenSet.Of(TokenKind.QuestionMark);

    /// <summary>After an operand of a member expression.</summary>
    public static TokenSet AfterOperand { get; } = TokenSet.Of(TokenKind.Dot, TokenKind.LeftBracket).OrEmpty;

    public static TokenSet AfterUnary { get; } = (Factors | Sums).OrEmpty;

    public static TokenSet AfterCalc { get; } = Relations.OrEmpty;

    public static TokenSet AfterRelation { get; } = TokenSet.Of(TokenKind.LogicalAnd).OrEmpty;

    public static TokenSet AfterAnd { get; } = TokenSet.Of(TokenKind.LogicalOr).OrEmpty;

    public static TokenSet AfterCondition { get; } = TokenSet.Of(TokenKind.QuestionMark).OrEmpty;

    public static TokenSet AfterElement { get; } = TokenSet.Of(TokenKind.Comma).OrEmpty;

    public static TokenSet Colon { get; } = TokenSet.Of(TokenKind.Colon);

    public static TokenSet RightParen { get; } = TokenSet.Of(TokenKind.RightParen);

    public static TokenSet RightBracket { get; } = TokenSet.Of(TokenKind.RightBracket);

    public static TokenSet EndOfList { get; } = TokenSet.Of(TokenKind.RightBracket, TokenKind.Comma);

    public static TokenSet EndOfMap { get; } = TokenSet.Of(TokenKind.RightBrace, TokenKind.Comma);

    public static TokenSet Eof { get; } = TokenSet.Of(TokenKind.Eof);
}
