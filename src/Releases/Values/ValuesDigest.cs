using System.Security.Cryptography;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.Releases.Values;

/// <summary>The digest of composed values, as Flux makes it: SHA-256 of their YAML.</summary>
public static class ValuesDigest
{
    /// <summary>The digest as <c>sha256:HEX</c>; null and an empty map are the same.</summary>
    public static string Of(ValueMap? values)
    {
        string text = values is null || values.Count == 0 ? "" : ValuesDigestText.Of(values);
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
