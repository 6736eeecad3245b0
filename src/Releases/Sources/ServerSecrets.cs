using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Sources;

/// <summary>Reads the Secrets that say how a server is spoken to. What is in them never reaches a message.</summary>
internal sealed class ServerSecrets(IKubernetesClient client)
{
    private const string DockerConfigKey = ".dockerconfigjson";
    private static readonly ResourceMapping ServiceAccounts = ResourceMapping.Known("", "v1", "ServiceAccount", "serviceaccounts");

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
        StringBuilder identity = new(trust is null ? "" : "unverified");
        if (access.Secret is { } name)
        {
            Secret secret = await GetAsync(location, "secretRef", name, identity, cancellation);
            identity.Append(access.PassesCredentials);
            string title = Title(secret, location.Field("secretRef"));
            trust = access.ReadsLegacyKeys && ServerCertificates.Legacy.AreIn(secret) ? ServerCertificates.Legacy.Read(title, secret, trust ?? new ServerTrust()) : trust;
            credentials = Credentials(title, secret, location, origin, mayHaveNone: trust?.Authorities is not null || trust?.ClientCertificate is not null);
        }
        else if (access.ServiceAccount is { } account)
        {
            credentials = await OfServiceAccountAsync(location, account, origin, identity, cancellation);
        }

        if (access.CertificateSecret is { } certificates)
        {
            Secret secret = await GetAsync(location, "certSecretRef", certificates, identity, cancellation);
            trust = ServerCertificates.Common.Read(Title(secret, location.Field("certSecretRef")), secret, trust ?? new ServerTrust());
        }

        IWebProxy? proxy = null;
        if (access.ProxySecret is { } through)
        {
            Secret secret = await GetAsync(location, "proxySecretRef", through, identity, cancellation);
            proxy = Proxy(Title(secret, location.Field("proxySecretRef")), secret);
        }

        return new ServerKeys(credentials, trust, proxy, identity.ToString());
    }

    private static string Title(Secret secret, string field) => $"Secret {secret.Key} of {field}";

    private async Task<Secret> GetAsync(ChartLocation location, string field, string name, StringBuilder identity, CancellationToken cancellation)
    {
        Secret secret = await client.Resource<Secret>().GetAsync(new NamespacedName(location.Namespace, name), cancellation)
            ?? throw new ChartSourceException($"Secret {location.Namespace}/{name} of {location.Field(field)} does not exist");
        identity.Append(' ').Append(location.Namespace).Append('/').Append(name).Append('@').Append(secret.Metadata.ResourceVersion);
        return secret;
    }

    // As a kubelet takes them: the first that has the host, else none.
    private async Task<RepositoryCredentials?> OfServiceAccountAsync(ChartLocation location, string name, Uri origin, StringBuilder identity, CancellationToken cancellation)
    {
        string field = location.Field("serviceAccountName");
        Unstructured account = await client.Resource(ServiceAccounts).GetAsync(new NamespacedName(location.Namespace, name), cancellation)
            ?? throw new ChartSourceException($"ServiceAccount {location.Namespace}/{name} of {field} does not exist");
        foreach (JsonNode? reference in account.Content["imagePullSecrets"] as JsonArray ?? [])
        {
            Secret secret = await GetAsync(location, "serviceAccountName", reference?["name"]?.ToString() ?? "", identity, cancellation);
            if (OfDocker(Title(secret, $"imagePullSecrets of ServiceAccount {location.Namespace}/{name} of {field}"), secret, origin) is { } found)
            {
                return Credentials(found, location, origin);
            }
        }

        return null;
    }

    private static RepositoryCredentials? Credentials(string title, Secret secret, ChartLocation location, Uri origin, bool mayHaveNone)
    {
        if (Text(secret, DockerConfigKey) is not null)
        {
            DockerCredentials found = OfDocker(title, secret, origin) ?? throw new ChartSourceException($"{title} has no credentials for {origin.Authority} in {DockerConfigKey}");
            return found.IdentityToken is null || location is RegistryLocation
                ? Credentials(found, location, origin)
                : throw new ChartSourceException($"{title} has an identitytoken for {origin.Authority}, which only OCI registries take: use username and password");
        }

        return (Text(secret, "username"), Text(secret, "password")) switch
        {
            ({ Length: > 0 } username, { } password) => new RepositoryCredentials(origin, username, password, location.Access.PassesCredentials),
            (null or "", null or "") when mayHaveNone => null,
            (null or "", null or "") => throw new ChartSourceException($"{title} has neither username and password nor {DockerConfigKey}"),
            (null or "", _) => throw new ChartSourceException($"{title} has a password and no username"),
            _ => throw new ChartSourceException($"{title} has a username and no password"),
        };
    }

    private static RepositoryCredentials Credentials(DockerCredentials found, ChartLocation location, Uri origin) => found.IdentityToken is { } token
        ? new RepositoryCredentials(origin, token)
        : new RepositoryCredentials(origin, found.Username, found.Password, location.Access.PassesCredentials);

    private static DockerCredentials? OfDocker(string title, Secret secret, Uri origin)
    {
        try
        {
            return Text(secret, DockerConfigKey) is { } config ? DockerConfig.Find(Encoding.UTF8.GetBytes(config), origin.Authority) : null;
        }
        catch (FormatException exception)
        {
            throw new ChartSourceException($"{title}: {DockerConfigKey} {exception.Message}", exception);
        }
    }

    private static WebProxy Proxy(string title, Secret secret)
    {
        if (!Uri.TryCreate(Text(secret, "address"), UriKind.Absolute, out Uri? address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ChartSourceException($"{title} has no address with http or https");
        }

        return new WebProxy(address) { Credentials = Text(secret, "username") is { Length: > 0 } username ? new NetworkCredential(username, Text(secret, "password")) : null };
    }

    private static string? Text(Secret secret, string key) => secret.GetData(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
