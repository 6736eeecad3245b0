namespace Steersman.Releases.Sources;

/// <summary>A chart archive as its source gave it.</summary>
/// <param name="Bytes">The <c>.tgz</c>.</param>
/// <param name="Digest">SHA-256 of the bytes, as <c>sha256:HEX</c>.</param>
public sealed record ChartArchive(ReadOnlyMemory<byte> Bytes, string Digest)
{
    /// <summary>An archive with the digest of its bytes.</summary>
    public static ChartArchive Of(ReadOnlyMemory<byte> bytes) =>
        new(bytes, $"sha256:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.Span))}");
}
