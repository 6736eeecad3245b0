using System.Security.Cryptography;

namespace Steersman.Helm.Registry;

/// <summary>Digests of contents, <c>sha256:…</c> and their like.</summary>
public static class Digest
{
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.Ordinal) { ["sha256"] = 64, ["sha384"] = 96, ["sha512"] = 128 };

    /// <summary>Null for a digest, else what is wrong in the words of opencontainers/go-digest.</summary>
    public static string? Validate(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        int colon = digest.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == digest.Length - 1 || !IsAlgorithm(digest[..colon]) || !digest[(colon + 1)..].All(IsEncoded))
        {
            return "invalid checksum digest format";
        }

        string encoded = digest[(colon + 1)..];
        if (!Lengths.TryGetValue(digest[..colon], out int length))
        {
            return "unsupported digest algorithm";
        }

        if (encoded.Length != length)
        {
            return "invalid checksum digest length";
        }

        return encoded.All(char.IsAsciiHexDigitLower) ? null : "invalid checksum digest format";
    }

    /// <summary>The sha256 digest of a content.</summary>
    public static string Of(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>True where the content has that digest.</summary>
    public static bool Matches(ReadOnlySpan<byte> content, string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        if (Validate(digest) is not null)
        {
            return false;
        }

        byte[] hash = digest[..digest.IndexOf(':', StringComparison.Ordinal)] switch
        {
            "sha256" => SHA256.HashData(content),
            "sha384" => SHA384.HashData(content),
            _ => SHA512.HashData(content),
        };
        return Convert.ToHexStringLower(hash) == digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private static bool IsAlgorithm(string text) => text.Split('+', '.', '_', '-') is var parts && Array.TrueForAll(parts, part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    private static bool IsEncoded(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '=' or '_' or '-';
}
