using Steersman.Cel.Lexing;

namespace Steersman.Cel.Nodes;

/// <summary>The functions that operators stand for, named as in cel-go's <c>operators</c>.</summary>
internal static class Operators
{
    public const string Conditional = "_?_:_";
    public const string LogicalAnd = "_&&_";
    public const string LogicalOr = "_||_";
    public const string LogicalNot = "!_";
    public const string Negate = "-_";
    public const string EqualTo = "_==_";
    public const string NotEqualTo = "_!=_";
    public const string Less = "_<_";
    public const string LessOrEqual = "_<=_";
    public const string Greater = "_>_";
    public const string GreaterOrEqual = "_>=_";
    public const string Add = "_+_";
    public const string Subtract = "_-_";
    public const string Multiply = "_*_";
    public const string Divide = "_/_";
    public const string Modulo = "_%_";
    public const string In = "@in";
    public const string Index = "_[_]";
    public const string OptIndex = "_[?_]";
    public const string OptSelect = "_?._";
    public const string NotStrictlyFalse = "@not_strictly_false";

    /// <summary>The function of an operator with two operands.</summary>
    public static string Binary(TokenKind kind) => kind switch
    {
        TokenKind.Equals => EqualTo,
        TokenKind.NotEquals => NotEqualTo,
        TokenKind.In => In,
        TokenKind.Less => Less,
        TokenKind.LessEquals => LessOrEqual,
        TokenKind.Greater => Greater,
        TokenKind.GreaterEquals => GreaterOrEqual,
        TokenKind.Plus => Add,
        TokenKind.Minus => Subtract,
        TokenKind.Star => Multiply,
        TokenKind.Slash => Divide,
        TokenKind.Percent => Modulo,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no operator with two operands"),
    };
}
