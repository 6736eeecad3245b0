using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Patches and images of a kustomization.</summary>
public sealed record KustomizeSpec
{
    [Description("Strategic merge and JSON 6902 patches, applied in their order.")]
    public IReadOnlyList<PatchSpec>? Patches { get; init; }

    [Description("Images that are replaced, after the patches, in every container and initContainer.")]
    public IReadOnlyList<ImageSpec>? Images { get; init; }
}
