namespace Steersman.Cel.Nodes;

internal sealed record MapExpr(int Id, IReadOnlyList<MapEntry> Entries) : Expr(Id);
