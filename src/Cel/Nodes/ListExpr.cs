namespace Steersman.Cel.Nodes;

/// <param name="Id">Its number.</param>
/// <param name="Elements">The elements.</param>
/// <param name="Optionals">Which of them are written with a question mark.</param>
internal sealed record ListExpr(int Id, IReadOnlyList<Expr> Elements, IReadOnlySet<int> Optionals) : Expr(Id);
