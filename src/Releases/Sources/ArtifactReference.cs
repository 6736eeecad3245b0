namespace Steersman.Releases.Sources;

/// <summary>What source-controller serves of a source.</summary>
/// <param name="Url">Where.</param>
/// <param name="Digest">Of the bytes, as <c>sha256:HEX</c>.</param>
/// <param name="Revision">What it was made of, such as <c>main@sha1:HEX</c>.</param>
public sealed record ArtifactReference(string Url, string Digest, string Revision);
