using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>The objects of a revision, in Flux's form.</summary>
public sealed record ResourceInventory
{
    [Description("One entry for each object.")]
    public required IReadOnlyList<ResourceReference> Entries { get; init; }
}
