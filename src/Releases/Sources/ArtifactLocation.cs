namespace Steersman.Releases.Sources;

/// <summary>A chart in an artifact that source-controller, or one like it, serves.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="ChartPath">Where in the artifact the chart is; "" where the artifact is the chart.</param>
/// <param name="VersionMetadata">Takes the place of the metadata of the chart's version; "" leaves it.</param>
/// <param name="TracksDigest">The digest in the revision is part of the chart's version (Flux's OCIRepository and ExternalArtifact).</param>
public sealed record ArtifactLocation(ArtifactReference Artifact, string ChartPath = "", string VersionMetadata = "", bool TracksDigest = false) : ChartLocation
{
    /// <summary>Repositories whose Secrets count for what the chart depends on.</summary>
    public KnownRepositoryList Repositories { get; init; } = KnownRepositoryList.None;
}
