namespace Steersman.Cel.Nodes;

/// <summary>A name; with a dot before it where it is meant in the outermost scope.</summary>
internal sealed record IdentExpr(int Id, string Name) : Expr(Id);
