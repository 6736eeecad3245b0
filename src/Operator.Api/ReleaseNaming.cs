using System.Security.Cryptography;
using System.Text;

namespace Steersman.Operator.Api;

/// <summary>Names of Helm releases, composed as Flux does (<c>internal/release/name.go</c>).</summary>
public static class ReleaseNaming
{
    private const int MaxLength = 53;
    private const int Kept = 40;
    private const int Hash = 12;

    /// <summary>The name asked for, else <c>[targetNamespace-]name</c>; shortened to 40 characters, a dash and 12 digits of its SHA-256 where it is too long.</summary>
    public static string Compose(string? releaseName, string? targetNamespace, string name)
    {
        string full = Full(releaseName, targetNamespace, name);
        if (full.Length <= MaxLength)
        {
            return full;
        }

        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)));
        return string.Concat(full.AsSpan(0, Kept), "-", digest.AsSpan(0, Hash));
    }

    /// <summary>The name before it is shortened (<c>HelmRelease.GetReleaseName</c>).</summary>
    public static string Full(string? releaseName, string? targetNamespace, string name) => releaseName ?? (targetNamespace is null ? name : $"{targetNamespace}-{name}");
}
