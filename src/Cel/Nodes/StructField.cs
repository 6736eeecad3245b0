namespace Steersman.Cel.Nodes;

internal sealed record StructField(int Id, string Name, Expr Value, bool IsOptional);
