using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>Certificate authorities in PEM.</summary>
public static class CertificateBundle
{
    /// <exception cref="KubernetesConfigurationException">There is no certificate, or one is broken; the message names the source.</exception>
    public static X509Certificate2Collection FromPem(string pem, string source)
    {
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubernetesConfigurationException($"{source} has a broken certificate", e);
        }

        return authorities.Count > 0 ? authorities : throw new KubernetesConfigurationException($"{source} has no certificate");
    }
}
