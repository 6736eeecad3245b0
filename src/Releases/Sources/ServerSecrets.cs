using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Sources;

/// <summary>Reads the Secrets that say how a server is spoken to. What is in them never reaches a message.</summary>
internal sealed class ServerSecrets(IKubernetesClient client)
{
    private const string DockerConfigKey = ".dockerconfigjson";

    /// <summary>How a server is spoken to.</summary>
    /// <param name="location">Names the Secrets.</param>
    /// <param name="origin">The server.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ChartSourceException">A Secret is missing, or holds not what it should.</exception>
    public async Task<ServerKeys> ReadAsync(ChartLocation location, Uri origin, CancellationToken cancellation)
    {
        ServerAccess access = location.Access;
        RepositoryCredentials? credentials = null;
        ServerTrust? trust = access.SkipsVerification ? new ServerTrust { SkipsVerification = true } : null;
        string identity = trust is null ? "" : "unverified";
        if (access.Secret is { } name)
        {
            Secret secret = await GetAsync(location, "secretRef", name, cancellation);
            credentials = Credentials(secret, location, origin);
            identity += $" {location.Namespace}/{name}@{secret.Metadata.ResourceVersion} {access.PassesCredentials}";
        }

        if (access.CertificateSecret is { } certificates)
        {
            Secret secret = await GetAsync(location, "certSecretRef", certificates, cancellation);
            trust = Trust(secret, location, trust ?? new ServerTrust());
            identity += $" {location.Namespace}/{certificates}@{secret.Metadata.ResourceVersion}";
        }

        return new ServerKeys(credentials, trust, identity);
    }

    private async Task<Secret> GetAsync(ChartLocation location, string field, string name, CancellationToken cancellation) =>
        await client.Resource<Secret>().GetAsync(new NamespacedName(location.Namespace, name), cancellation)
            ?? throw new ChartSourceException($"Secret {location.Namespace}/{name} of {location.Field(field)} does not exist");

    private static RepositoryCredentials Credentials(Secret secret, ChartLocation location, Uri origin)
    {
        string title = $"Secret {secret.Key} of {location.Field("secretRef")}";
        if (Text(secret, DockerConfigKey) is { } config)
        {
            try
            {
                return DockerConfig.Find(Encoding.UTF8.GetBytes(config), origin.Authority) is { } found
                    ? new RepositoryCredentials(origin, found.Username, found.Password, location.Access.PassesCredentials)
                    : throw new ChartSourceException($"{title} has no credentials for {origin.Authority} in {DockerConfigKey}");
            }
            catch (FormatException exception)
            {
                throw new ChartSourceException($"{title}: {DockerConfigKey} {exception.Message}", exception);
            }
        }

        return (Text(secret, "username"), Text(secret, "password")) switch
        {
            ({ Length: > 0 } username, { } password) => new RepositoryCredentials(origin, username, password, location.Access.PassesCredentials),
            (null or "", null or "") => throw new ChartSourceException($"{title} has neither username and password nor {DockerConfigKey}"),
            (null or "", _) => throw new ChartSourceException($"{title} has a password and no username"),
            _ => throw new ChartSourceException($"{title} has a username and no password"),
        };
    }

    private static ServerTrust Trust(Secret secret, ChartLocation location, ServerTrust trust)
    {
        string title = $"Secret {secret.Key} of {location.Field("certSecretRef")}";
        string? authorities = Text(secret, "ca.crt");
        string? certificate = Text(secret, "tls.crt");
        string? key = Text(secret, "tls.key");
        if (authorities is null && certificate is null && key is null)
        {
            throw new ChartSourceException($"{title} has none of ca.crt, tls.crt and tls.key");
        }

        if ((certificate is null) != (key is null))
        {
            throw new ChartSourceException($"{title} has {(key is null ? "tls.crt and no tls.key" : "tls.key and no tls.crt")}");
        }

        return trust with { Authorities = Authorities(title, authorities), ClientCertificate = Certificate(title, certificate, key) };
    }

    private static X509Certificate2Collection? Authorities(string title, string? pem)
    {
        if (pem is null)
        {
            return null;
        }

        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new ChartSourceException($"{title}: ca.crt has a broken certificate", exception);
        }

        return authorities.Count > 0 ? authorities : throw new ChartSourceException($"{title}: ca.crt has no certificate in PEM");
    }

    private static X509Certificate2? Certificate(string title, string? certificate, string? key)
    {
        if (certificate is null)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new ChartSourceException($"{title}: tls.crt and tls.key are no certificate in PEM with its key", exception);
        }
    }

    private static string? Text(Secret secret, string key) => secret.GetData(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
