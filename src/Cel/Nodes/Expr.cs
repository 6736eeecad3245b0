namespace Steersman.Cel.Nodes;

/// <summary>An expression, macros expanded. Its number leads to its place in the source and to its type.</summary>
internal abstract record Expr(int Id);
