namespace Steersman.Cel.Nodes;

/// <param name="Id">Its number.</param>
/// <param name="Function">The name of the function or operator.</param>
/// <param name="Target">What the function is called on; null for a global function.</param>
/// <param name="Arguments">The arguments without the target.</param>
internal sealed record CallExpr(int Id, string Function, Expr? Target, IReadOnlyList<Expr> Arguments) : Expr(Id);
