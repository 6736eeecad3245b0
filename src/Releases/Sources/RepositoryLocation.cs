namespace Steersman.Releases.Sources;

/// <summary>A chart of an HTTP repository.</summary>
/// <param name="Url">The folder of the index.</param>
/// <param name="Chart">Name of the chart.</param>
/// <param name="Version">A version or a range; "" for the newest release.</param>
/// <param name="Index">A copy of the index that source-controller keeps; null: that of the repository.</param>
public sealed record RepositoryLocation(string Url, string Chart, string Version, ArtifactReference? Index = null) : ChartLocation;
