namespace Steersman.Releases.Sources;

/// <summary>A chart of an OCI registry. A digest wins over a tag, a tag over a version.</summary>
/// <param name="Url">Begins with <c>oci://</c>; may have a tag.</param>
/// <param name="Version">A version or a range over the tags; "" for the newest release.</param>
/// <param name="Tag">A tag; null for none.</param>
/// <param name="Digest">Digest of the manifest; null for none.</param>
/// <param name="IsPlainHttp">Asked by http.</param>
/// <param name="TagFilter">Regular expression that tags must match to be looked at; null for none.</param>
/// <param name="TracksDigest">The manifest's digest is part of the chart's version, so that a tag that moves makes a new release (Flux's OCIRepository).</param>
public sealed record RegistryLocation(string Url, string Version, string? Tag, string? Digest, bool IsPlainHttp, string? TagFilter = null, bool TracksDigest = false) : ChartLocation;
