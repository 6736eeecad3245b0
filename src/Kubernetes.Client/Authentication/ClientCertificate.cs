using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>A client certificate with its private key and the intermediate certificates that came with it.</summary>
public sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context) => Context = context;

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Reads certificate (leaf first) and key from PEM.</summary>
    /// <exception cref="KubernetesConfigurationException">They are not PEM, or do not belong together.</exception>
    public static ClientCertificate FromPem(string certificatePem, string keyPem)
    {
        try
        {
            X509Certificate2Collection chain = [];
            chain.ImportFromPem(certificatePem);
            X509Certificate2 leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            return new ClientCertificate(SslStreamCertificateContext.Create(leaf, chain, offline: true));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubernetesConfigurationException("the client certificate and its key cannot be used", e);
        }
    }
}
