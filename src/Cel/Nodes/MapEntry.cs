namespace Steersman.Cel.Nodes;

internal sealed record MapEntry(int Id, Expr Key, Expr Value, bool IsOptional);
