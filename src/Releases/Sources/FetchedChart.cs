using Steersman.Helm.Charts;

namespace Steersman.Releases.Sources;

/// <summary>A chart that was fetched.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Digest">Tells it from every other: the digest of its archive, or of all that it was made of.</param>
public sealed record FetchedChart(Chart Chart, string Digest)
{
    /// <summary>Digest of the OCI artifact that it came as, where Flux would know it (not for a HelmRepository of type oci); else null.</summary>
    public string? OciDigest { get; init; }
}
