using System.Security.Cryptography;
using System.Text;
using Steersman.Helm.Releases;

namespace Steersman.Releases.Storage;

/// <summary>The digest by which Flux knows a stored revision again (helm-controller, <c>internal/release/digest.go</c>).</summary>
public static class SnapshotDigest
{
    /// <summary>The digest of a revision whose chart did not come as an OCI artifact.</summary>
    /// <exception cref="Steersman.Helm.HelmException">A value is none that JSON can hold.</exception>
    public static string Of(Release release) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReleaseCodec.ToObservation(release))))}";
}
