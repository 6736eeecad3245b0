using Steersman.Helm.Charts;

namespace Steersman.Releases.Sources;

/// <summary>A chart that was fetched.</summary>
/// <param name="Chart">The chart.</param>
/// <param name="Digest">Tells it from every other: the digest of its archive, or of all that it was made of.</param>
public sealed record FetchedChart(Chart Chart, string Digest);
