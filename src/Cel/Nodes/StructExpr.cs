namespace Steersman.Cel.Nodes;

/// <summary>A message written by its type's name, such as <c>google.protobuf.Duration{seconds: 5}</c>.</summary>
internal sealed record StructExpr(int Id, string TypeName, IReadOnlyList<StructField> Fields) : Expr(Id);
