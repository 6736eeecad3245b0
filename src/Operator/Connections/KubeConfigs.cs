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
internal sealed class KubeConfigs(IKubernetesClient client, ClusterFacts facts, KubeconfigOptions options)
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

    // Flux's generic provider: the other cluster trusts tokens of this one's service accounts.
    private async Task<KubeConfigRead> OfConfigMapAsync(NamespacedName key, CancellationToken cancellation)
    {
        if (await client.Resource<ConfigMap>().GetAsync(key, cancellation) is not { } map)
        {
            return new KubeConfigRead(null, null, $"ConfigMap {key} of spec.kubeConfig.configMapRef does not exist: create it with provider, address and serviceAccountName", IsGone: true);
        }

        string display = $"ConfigMap {key} of spec.kubeConfig.configMapRef";
        if (map.Data["provider"] is var provider && provider != "generic")
        {
            throw new KubernetesConfigurationException($"{display}: provider {provider ?? "(none)"} is not supported: use generic, or secretRef with a kubeconfig");
        }

        if (map.Data["serviceAccountName"] is not { Length: > 0 } account || !AccountName.IsValid(account))
        {
            throw new KubernetesConfigurationException($"{display}: serviceAccountName must name a service account of namespace {key.Namespace}, whose tokens the other cluster trusts");
        }

        if (!Uri.TryCreate(map.Data["address"], UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new KubernetesConfigurationException($"{display}: address must be an https address such as https://cluster.example.com:6443");
        }

        string[] audiences = [.. (map.Data["audiences"] ?? "").Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => text.TrimStart('-', ' ')).Where(text => text.Length > 0)];
        AccountTokenSource tokens = new(client, new NamespacedName(key.Namespace, account), audiences.Length > 0 ? audiences : [address.AbsoluteUri.TrimEnd('/')], options.TimeProvider);
        ClusterConfiguration configuration = new(address)
        {
            CertificateAuthorities = map.Data["ca.crt"] is { Length: > 0 } pem ? CertificateBundle.FromPem(pem, $"{display}: ca.crt") : null,
            Credentials = tokens,
        };
        return new KubeConfigRead(Digest(Encoding.UTF8.GetBytes($"{key.Namespace}\n{account}\n{address}\n{map.Data["ca.crt"]}\n{string.Join(',', audiences)}")), configuration);
    }

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
