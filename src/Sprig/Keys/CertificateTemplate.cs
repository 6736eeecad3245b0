using System.Net;
using System.Numerics;

namespace Steersman.Sprig.Keys;

/// <summary>What sprig puts into a certificate.</summary>
internal sealed record CertificateTemplate
{
    /// <summary>128 random bits.</summary>
    public required BigInteger SerialNumber { get; init; }

    public required string CommonName { get; init; }

    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public bool IsAuthority { get; init; }
}
