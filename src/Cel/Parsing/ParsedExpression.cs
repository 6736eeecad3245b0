using Steersman.Cel.Nodes;

namespace Steersman.Cel.Parsing;

/// <summary>An expression and the places of its nodes.</summary>
internal sealed record ParsedExpression(Expr Root, NodeNumbers Numbers);
