using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What a plan would do to one object.</summary>
public sealed record PlannedChange
{
    [Description("Kind and name of the object.")]
    public required string Object { get; init; }

    [Description("Namespace of the object; absent for kinds without namespaces.")]
    public string? Namespace { get; init; }

    [Description("Added, Changed or Removed.")]
    public required PlannedChangeType Change { get; init; }

    [Description("The fields that change, as \"/spec/replicas: 1 -> 3\"; at most ten of them.")]
    public IReadOnlyList<string>? Fields { get; init; }
}
