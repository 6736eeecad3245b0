namespace Steersman.Helm.Registry;

/// <summary>The bytes of a packed chart.</summary>
/// <param name="Content">The archive.</param>
/// <param name="Digest">Its sha256 digest, computed here.</param>
public sealed record ChartArchive(ReadOnlyMemory<byte> Content, string Digest);
