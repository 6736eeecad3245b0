using System.Text.Json;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>The answer of a credential program.</summary>
internal sealed class ExecCredential(string? token, string? certificatePem, string? keyPem, DateTimeOffset? expiry)
{
    internal string? Token => token;

    internal string? CertificatePem => certificatePem;

    internal string? KeyPem => keyPem;

    internal DateTimeOffset? Expiry => expiry;

    internal bool HasSameCertificate(ExecCredential other) =>
        string.Equals(CertificatePem, other.CertificatePem, StringComparison.Ordinal) && string.Equals(KeyPem, other.KeyPem, StringComparison.Ordinal);

    /// <exception cref="KubernetesConfigurationException">It is no ExecCredential with a credential in it.</exception>
    internal static ExecCredential Parse(string json, string command)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement status = document.RootElement.Field("status"u8) ?? default;
            string? token = status.Text("token"u8);
            string? certificate = status.Text("clientCertificateData"u8);
            string? key = status.Text("clientKeyData"u8);
            bool isCredential = string.Equals(document.RootElement.Text("kind"u8), "ExecCredential", StringComparison.Ordinal);
            return isCredential && (token is not null || certificate is not null) && (certificate is null) == (key is null)
                ? new ExecCredential(token, certificate, key, KubernetesTime.Parse(status.Text("expirationTimestamp"u8)))
                : throw new KubernetesConfigurationException($"the credential program {command} gave no ExecCredential with a token or a certificate and key");
        }
        catch (JsonException)
        {
            // The text may hold the credential: neither it nor the position in it is told.
            throw new KubernetesConfigurationException($"the credential program {command} gave no JSON");
        }
    }
}
