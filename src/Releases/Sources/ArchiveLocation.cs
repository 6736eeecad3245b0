namespace Steersman.Releases.Sources;

/// <summary>A chart archive at a URL.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Digest">Digest that it must have; null where any will do.</param>
public sealed record ArchiveLocation(string Url, string? Digest) : ChartLocation;
