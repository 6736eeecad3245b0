namespace Steersman.Helm.Registry;

/// <summary>A chart that a registry has.</summary>
/// <param name="Reference">Repository, with the tag or digest it was found by.</param>
/// <param name="ManifestDigest">Digest of what the reference names: the manifest, or the index of manifests.</param>
/// <param name="ArchiveDigest">Digest of the archive.</param>
/// <param name="Size">Bytes of the archive.</param>
public sealed record OciChart(OciReference Reference, string ManifestDigest, string ArchiveDigest, long Size);
