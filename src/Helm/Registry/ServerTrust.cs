using System.Security.Cryptography.X509Certificates;

namespace Steersman.Helm.Registry;

/// <summary>How a server is trusted, and what it is shown, beyond what the platform does.</summary>
public sealed record ServerTrust
{
    /// <summary>Certificate authorities that are trusted beside those of the system; null for none.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>A certificate with its private key, shown to the origin alone; null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>True to take any certificate of the origin; other servers are verified all the same.</summary>
    public bool SkipsVerification { get; init; }
}
