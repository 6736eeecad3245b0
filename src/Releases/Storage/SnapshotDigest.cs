using System.Security.Cryptography;
using System.Text;
using Steersman.Helm.Releases;

namespace Steersman.Releases.Storage;

/// <summary>The digest by which Flux knows a stored revision again (helm-controller, <c>internal/release/digest.go</c>).</summary>
public static class SnapshotDigest
{
    /// <summary>The digest of a revision.</summary>
    /// <param name="release">The revision.</param>
    /// <param name="ociDigest">Digest of the OCI artifact that its chart came as; null where it came otherwise.</param>
    /// <exception cref="Steersman.Helm.HelmException">A value is none that JSON can hold.</exception>
    public static string Of(Release release, string? ociDigest = null) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReleaseCodec.ToObservation(release, ociDigest))))}";
}
