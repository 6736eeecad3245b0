using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Authentication;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>Where an API server is, how it proves itself, and how we prove ourselves.</summary>
public sealed record ClusterConfiguration(Uri Server)
{
    /// <summary>The only authorities that are trusted; null trusts those of the machine.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>The name that the server's certificate must have, where it is not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    public bool InsecureSkipTlsVerify { get; init; }

    public ICredentialSource Credentials { get; init; } = StaticCredentialSource.Anonymous;

    /// <summary>The namespace of the context or of the pod; null where none is set.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whom to act as on every request (<c>as</c> in a kubeconfig).</summary>
    public ImpersonationIdentity? Impersonation { get; init; }
}
