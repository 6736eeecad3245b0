using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Sources;

/// <summary>The keys of TLS in a Secret, under the names that its field has for them. What is in them never reaches a message.</summary>
/// <param name="authorities">Key of the authorities.</param>
/// <param name="certificate">Key of the certificate.</param>
/// <param name="key">Key of the certificate's private key.</param>
internal sealed class ServerCertificates(string authorities, string certificate, string key)
{
    /// <summary>Those of <c>certSecretRef</c>.</summary>
    public static ServerCertificates Common { get; } = new("ca.crt", "tls.crt", "tls.key");

    /// <summary>Flux's deprecated ones in the <c>secretRef</c> of a HelmRepository.</summary>
    public static ServerCertificates Legacy { get; } = new("caFile", "certFile", "keyFile");

    /// <summary>True where a Secret has one of the keys.</summary>
    public bool AreIn(Secret secret) => Text(secret, authorities) is not null || Text(secret, certificate) is not null || Text(secret, key) is not null;

    /// <summary>The trust with what the Secret has.</summary>
    /// <param name="title">What messages name.</param>
    /// <param name="secret">The Secret.</param>
    /// <param name="trust">What is known of the server beside it.</param>
    /// <exception cref="ChartSourceException">It has none of the keys, or something wrong in them.</exception>
    public ServerTrust Read(string title, Secret secret, ServerTrust trust)
    {
        if (!AreIn(secret))
        {
            throw new ChartSourceException($"{title} has none of {authorities}, {certificate} and {key}");
        }

        string? shown = Text(secret, certificate);
        string? secretKey = Text(secret, key);
        return (shown is null) == (secretKey is null)
            ? trust with { Authorities = Authorities(title, Text(secret, authorities)), ClientCertificate = Certificate(title, shown, secretKey) }
            : throw new ChartSourceException($"{title} has {(secretKey is null ? $"{certificate} and no {key}" : $"{key} and no {certificate}")}");
    }

    private static string? Text(Secret secret, string name) => secret.GetData(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private X509Certificate2Collection? Authorities(string title, string? pem)
    {
        if (pem is null)
        {
            return null;
        }

        X509Certificate2Collection found = [];
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new ChartSourceException($"{title}: {authorities} has a broken certificate", exception);
        }

        return found.Count > 0 ? found : throw new ChartSourceException($"{title}: {authorities} has no certificate in PEM");
    }

    private X509Certificate2? Certificate(string title, string? shown, string? secretKey)
    {
        if (shown is null)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(shown, secretKey);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ChartSourceException($"{title}: {certificate} and {key} are no certificate in PEM with its key", exception);
        }
    }
}
