using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Authentication;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Configuration;

/// <summary>Reads kubeconfig files (client-go <c>clientcmd</c>): of several files the first that names a thing wins.</summary>
public static class Kubeconfig
{
    /// <exception cref="KubernetesConfigurationException">A file, the context, its cluster or its user is missing or cannot be used.</exception>
    public static ClusterConfiguration Load(IReadOnlyList<string> paths, KubeconfigOptions options)
    {
        List<KubeconfigFile> files = [];
        foreach (string path in paths)
        {
            // As client-go does with KUBECONFIG: files that are not there are passed over, but one must be.
            if (paths.Count == 1 || File.Exists(path))
            {
                files.Add(KubeconfigFile.Read(path));
            }
        }

        return Resolve(files, options);
    }

    /// <summary>Reads the text of one kubeconfig; paths in it are relative to the folder.</summary>
    /// <exception cref="KubernetesConfigurationException">See <see cref="Load"/>.</exception>
    public static ClusterConfiguration Parse(string text, string folder, KubeconfigOptions options) =>
        Resolve([KubeconfigFile.Parse(text, "kubeconfig", folder)], options);

    private static ClusterConfiguration Resolve(List<KubeconfigFile> files, KubeconfigOptions options)
    {
        string contextName = options.Context
            ?? files.Select(file => file.Content.GetString("current-context")).FirstOrDefault(name => !string.IsNullOrEmpty(name))
            ?? throw new KubernetesConfigurationException("the kubeconfig has no current-context");
        KubeconfigEntry context = Find(files, "contexts", "context", contextName);
        string clusterName = context.Text("cluster") ?? throw context.Missing("cluster");
        KubeconfigEntry cluster = Find(files, "clusters", "cluster", clusterName);
        KubeconfigEntry? user = context.Text("user") is { Length: > 0 } userName ? Find(files, "users", "user", userName) : null;
        RefuseFiles(cluster, options, "certificate-authority");
        if (user is not null)
        {
            RefuseFiles(user, options, "client-certificate", "client-key");
            if (!options.AllowFiles && user.Text("tokenFile") is { Length: > 0 })
            {
                throw user.Broken("tokenFile", "files are not read; put the token into token");
            }
        }

        return ReadCluster(cluster, options) with
        {
            Credentials = user is null ? StaticCredentialSource.Anonymous : ReadCredentials(user, cluster, options),
            Impersonation = user is null ? null : ReadImpersonation(user),
            Namespace = context.Text("namespace") is { Length: > 0 } name ? name : null,
        };
    }

    private static KubeconfigEntry Find(List<KubeconfigFile> files, string list, string field, string name) =>
        files.Select(file => file.Find(list, field, name)).FirstOrDefault(entry => entry is not null)
        ?? throw new KubernetesConfigurationException($"the kubeconfig has no {field} \"{name}\"");

    private static void RefuseFiles(KubeconfigEntry entry, KubeconfigOptions options, params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            if (!options.AllowFiles && entry.Text(field) is { Length: > 0 })
            {
                throw entry.Broken(field, $"files are not read; put what is in it into {field}-data");
            }
        }
    }

    private static ClusterConfiguration ReadCluster(KubeconfigEntry cluster, KubeconfigOptions options)
    {
        string address = cluster.Text("server") ?? throw cluster.Missing("server");
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? server) || (server.Scheme != Uri.UriSchemeHttps && server.Scheme != Uri.UriSchemeHttp))
        {
            throw cluster.Broken("server", "it is no http or https address");
        }

        if (cluster.Text("proxy-url") is { Length: > 0 })
        {
            throw cluster.Broken("proxy-url", "proxies are not supported");
        }

        X509Certificate2Collection? authorities = cluster.Pem("certificate-authority") is { } pem ? CertificateBundle.FromPem(pem, cluster.Describe("certificate-authority")) : null;
        bool insecure = cluster.Content.GetBool("insecure-skip-tls-verify") ?? false;
        if (insecure && !options.AllowInsecure)
        {
            throw cluster.Broken("insecure-skip-tls-verify", "a server that is not verified is not allowed; give certificate-authority-data");
        }

        if (insecure && authorities is not null)
        {
            throw cluster.Broken("insecure-skip-tls-verify", "it contradicts certificate-authority");
        }

        return new ClusterConfiguration(server)
        {
            CertificateAuthorities = authorities,
            InsecureSkipTlsVerify = insecure,
            TlsServerName = cluster.Text("tls-server-name") is { Length: > 0 } name ? name : null,
        };
    }

    private static ICredentialSource ReadCredentials(KubeconfigEntry user, KubeconfigEntry cluster, KubeconfigOptions options)
    {
        foreach (string field in (ReadOnlySpan<string>)["auth-provider", "username"])
        {
            if (user.Content.ContainsKey(field))
            {
                throw user.Broken(field, "this way of authentication is not supported");
            }
        }

        string? certificatePem = user.Pem("client-certificate");
        string? keyPem = user.Pem("client-key");
        if ((certificatePem is null) != (keyPem is null))
        {
            throw user.Broken("client-certificate", "certificate and key go together");
        }

        ClientCertificate? certificate = certificatePem is null ? null : ClientCertificate.FromPem(certificatePem, keyPem!);
        if (user.Text("token") is { Length: > 0 } token)
        {
            return new StaticCredentialSource(new Credential(token, certificate));
        }

        if (user.Text("tokenFile") is { Length: > 0 } tokenFile)
        {
            return new TokenFileCredentialSource(user.Resolve(tokenFile), options.TimeProvider, certificate);
        }

        if (user.Content.GetObject("exec") is { } exec)
        {
            return options.AllowExec
                ? new ExecCredentialSource(ExecPlugin.Read(exec, user, cluster), options.TimeProvider, certificate)
                : throw user.Broken("exec", "running programs for credentials is not allowed");
        }

        return new StaticCredentialSource(new Credential(null, certificate));
    }

    private static ImpersonationIdentity? ReadImpersonation(KubeconfigEntry user)
    {
        if (user.Text("as") is not { Length: > 0 } name)
        {
            return null;
        }

        ImmutableDictionary<string, ImmutableArray<string>> extra = (user.Content.GetObject("as-user-extra") ?? [])
            .ToImmutableDictionary(entry => entry.Key, entry => (entry.Value as JsonArray)?.Select(value => value.AsText()).OfType<string>().ToImmutableArray() ?? []);
        return new ImpersonationIdentity(name, user.Content.GetStrings("as-groups"), user.Text("as-uid"), extra);
    }
}
