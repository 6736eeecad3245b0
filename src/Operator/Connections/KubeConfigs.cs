using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Connections;

/// <summary>Reads the kubeconfigs that releases refer to; again only when their objects change. Nothing of their content reaches a message. Thread-safe.</summary>
/// <param name="client">The cluster of the HelmReleases.</param>
/// <param name="facts">Tells versions of objects.</param>
/// <param name="options">What a kubeconfig may ask for.</param>
/// <param name="defaultAccount">Service account of the namespace whose tokens open clusters of ConfigMaps that name none; null: they must name one.</param>
internal sealed class KubeConfigs(IKubernetesClient client, ClusterFacts facts, KubeconfigOptions options, string? defaultAccount)
{
    private const int MaxKept = 1_000;
    private static readonly string[] DefaultKeys = ["value", "value.yaml"];

    private readonly ConcurrentDictionary<string, KubeConfigRead> _known = new(StringComparer.Ordinal);

    /// <summary>What a release refers to.</summary>
    /// <exception cref="KubernetesConfigurationException">It cannot be used; the message names object, field and way out.</exception>
    public async ValueTask<KubeConfigRead> ReadAsync(HelmRelease release, CancellationToken cancellation)
    {
        KubeConfigSpec spec = release.Spec.KubeConfig!;
        bool isSecret = spec.SecretRef is not null;
        NamespacedName key = new(release.Metadata.Namespace, spec.SecretRef?.Name ?? spec.ConfigMapRef!.Name);
        string? version = facts.VersionOf(isSecret ? ValuesReferenceKind.Secret : ValuesReferenceKind.ConfigMap, key);
        string stamp = $"{isSecret} {key} {spec.SecretRef?.Key} {version}";
        if (version is not null && _known.TryGetValue(stamp, out KubeConfigRead? known))
        {
            return known;
        }

        KubeConfigRead read = isSecret ? await OfSecretAsync(key, spec.SecretRef!.Key, cancellation) : await OfConfigMapAsync(key, cancellation);
        if (_known.Count >= MaxKept)
        {
            _known.Clear();
        }

        if (version is not null && read.Id is not null)
        {
            _known[stamp] = read;
        }

        return read;
    }

    private async Task<KubeConfigRead> OfSecretAsync(NamespacedName key, string? name, CancellationToken cancellation)
    {
        if (await client.Resource<Secret>().GetAsync(key, cancellation) is not { } secret)
        {
            return new KubeConfigRead(null, null, $"Secret {key} of spec.kubeConfig.secretRef does not exist: create it with a kubeconfig in key {name ?? DefaultKeys[0]}", IsGone: true);
        }

        string[] keys = name is null ? DefaultKeys : [name];
        if (keys.Select(secret.GetData).FirstOrDefault(data => data is not null) is not { } data)
        {
            return new KubeConfigRead(null, null, $"Secret {key} of spec.kubeConfig.secretRef has no key {string.Join(" or ", keys)}: put the kubeconfig there, or set spec.kubeConfig.secretRef.key");
        }

        try
        {
            return new KubeConfigRead(Digest(data), Kubeconfig.Parse(Encoding.UTF8.GetString(data), "/", options));
        }
        catch (KubernetesConfigurationException exception)
        {
            // What a parser of YAML or PEM quotes may be a key.
            throw new KubernetesConfigurationException($"Secret {key} of spec.kubeConfig.secretRef: {(exception.InnerException is null ? exception.Message : "it holds no kubeconfig that can be read")}", exception);
        }
    }

    // What it says of accounts and audiences makes another connection, as another address does.
    private async Task<KubeConfigRead> OfConfigMapAsync(NamespacedName key, CancellationToken cancellation)
    {
        if (await client.Resource<ConfigMap>().GetAsync(key, cancellation) is not { } map)
        {
            return new KubeConfigRead(null, null, $"ConfigMap {key} of spec.kubeConfig.configMapRef does not exist: create it with provider, address and serviceAccountName", IsGone: true);
        }

        string display = $"ConfigMap {key} of spec.kubeConfig.configMapRef";
        TrustingCluster cluster = TrustingCluster.Read(display, key, name => map.Data[name], defaultAccount);
        ClusterConfiguration configuration = new(cluster.Address)
        {
            CertificateAuthorities = cluster.Authorities is { } pem ? CertificateBundle.FromPem(pem, $"{display}: ca.crt") : null,
            Credentials = new AccountTokenSource(client, cluster.Account, cluster.Audiences, options.TimeProvider),
        };
        return new KubeConfigRead(Digest(Encoding.UTF8.GetBytes($"{cluster.Account}\n{cluster.Address}\n{cluster.Authorities}\n{string.Join('\n', cluster.Audiences)}")), configuration);
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
