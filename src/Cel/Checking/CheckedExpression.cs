using Steersman.Cel.Nodes;

namespace Steersman.Cel.Checking;

/// <summary>A tree whose names are resolved, and the type of each node.</summary>
internal sealed record CheckedExpression(Expr Root, IReadOnlyDictionary<int, CelType> Types)
{
    public CelType OutputType => Types[Root.Id];
}
