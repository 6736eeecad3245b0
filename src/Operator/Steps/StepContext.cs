using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps;

/// <summary>What an executor may know: the observation that led to the step, and the memory it writes its traces into.</summary>
internal sealed record StepContext(Observation Seen, ReleaseMemory Memory)
{
    public HelmRelease Release => Seen.Release;

    /// <summary>Namespace and name, as records and messages have it.</summary>
    public string Owner => $"{Release.Metadata.Namespace}/{Release.Metadata.Name}";

    public OwnershipMetadata Ownership => OwnershipOf(Release);

    /// <summary>What the objects carry, or will carry, at the place that the spec asks for.</summary>
    public OwnershipMetadata WantedOwnership => OwnershipOf(Seen.There?.Release ?? Release);

    private static OwnershipMetadata OwnershipOf(HelmRelease release) =>
        new(release.ReleaseName, release.ReleaseNamespace, release.Metadata.Name, release.Metadata.Namespace!) { NameLabel = release.Origin.NameLabel, NamespaceLabel = release.Origin.NamespaceLabel };
}
