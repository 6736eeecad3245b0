namespace Steersman.Cel.Nodes;

/// <summary>What stands where an error is.</summary>
internal sealed record UnspecifiedExpr(int Id) : Expr(Id);
