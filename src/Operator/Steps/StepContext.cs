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

    public OwnershipMetadata Ownership => new(Release.ReleaseName, Release.ReleaseNamespace, Release.Metadata.Name, Release.Metadata.Namespace!);
}
