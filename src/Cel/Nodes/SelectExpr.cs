namespace Steersman.Cel.Nodes;

/// <param name="Id">Its number.</param>
/// <param name="Operand">What the field is taken from.</param>
/// <param name="Field">The name of the field.</param>
/// <param name="IsTest">True for <c>has(operand.field)</c>.</param>
internal sealed record SelectExpr(int Id, Expr Operand, string Field, bool IsTest) : Expr(Id);
