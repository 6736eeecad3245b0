using Steersman.Cel.Values;

namespace Steersman.Cel.Nodes;

internal sealed record LiteralExpr(int Id, CelValue Value) : Expr(Id);
