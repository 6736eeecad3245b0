using System.Security.Cryptography.X509Certificates;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>The configuration that Kubernetes gives every pod: two environment variables and the files of its service account.</summary>
public static class InClusterConfiguration
{
    public const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>True in a pod.</summary>
    public static bool IsPresent(Func<string, string?> environment) => !string.IsNullOrEmpty(environment("KUBERNETES_SERVICE_HOST"));

    /// <exception cref="KubernetesConfigurationException">A variable or a file is missing or cannot be used.</exception>
    public static ClusterConfiguration Load(Func<string, string?> environment, TimeProvider time, string folder = ServiceAccountFolder)
    {
        string? host = environment("KUBERNETES_SERVICE_HOST");
        string? port = environment("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
        {
            throw new KubernetesConfigurationException("not in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set");
        }

        string authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        if (!Uri.TryCreate($"https://{authority}:{port}", UriKind.Absolute, out Uri? server))
        {
            throw new KubernetesConfigurationException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no address: {host}:{port}");
        }

        X509Certificate2Collection authorities = CertificateBundle.FromPem(BoundedFile.ReadText(Path.Combine(folder, "ca.crt")), "ca.crt");
        string namespaceFile = Path.Combine(folder, "namespace");
        return new ClusterConfiguration(server)
        {
            CertificateAuthorities = authorities,
            Credentials = new TokenFileCredentialSource(Path.Combine(folder, "token"), time),
            Namespace = File.Exists(namespaceFile) ? BoundedFile.ReadText(namespaceFile).Trim() : null,
        };
    }
}
