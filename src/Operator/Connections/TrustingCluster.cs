using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Connections;

/// <summary>A cluster that trusts this one's service accounts, as the ConfigMap of <c>spec.kubeConfig.configMapRef</c> tells of it: Flux's provider <c>generic</c> (<c>auth/generic</c> in fluxcd/pkg).</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Authorities">PEM of who signs its certificate; null for the system's.</param>
/// <param name="Account">Whose token opens it.</param>
/// <param name="Audiences">Whom the token is for.</param>
internal sealed record TrustingCluster(Uri Address, string? Authorities, NamespacedName Account, IReadOnlyList<string> Audiences)
{
    /// <summary>Reads a ConfigMap. Its key <c>cluster</c> is one of cloud providers and says nothing here, as in Flux.</summary>
    /// <param name="display">Names the ConfigMap in messages.</param>
    /// <param name="key">Its namespace and name; accounts are those of its namespace.</param>
    /// <param name="data">Text of a key; null where there is none.</param>
    /// <param name="defaultAccount">Account of the namespace that counts where the ConfigMap names none; null: it must name one.</param>
    /// <exception cref="KubernetesConfigurationException">It cannot be used; the message names the key and the way out.</exception>
    public static TrustingCluster Read(string display, NamespacedName key, Func<string, string?> data, string? defaultAccount)
    {
        if (data("provider") is var provider && provider != "generic")
        {
            throw new KubernetesConfigurationException($"{display}: provider {provider ?? "(none)"} is not supported: use generic, or secretRef with a kubeconfig");
        }

        string address = data("address") ?? "";
        return new TrustingCluster(
            AddressOf(address) ?? throw new KubernetesConfigurationException($"{display}: address must be an https address such as https://cluster.example.com:6443"),
            data("ca.crt") is { Length: > 0 } authorities ? authorities : null,
            AccountOf(display, key, data("serviceAccountName"), defaultAccount),
            AudiencesOf(display, data("audiences")) is { Length: > 0 } audiences ? audiences : [address]);
    }

    // As Flux's ParseClusterAddress: the scheme may be left out, and nothing but host and port counts.
    private static Uri? AddressOf(string address)
    {
        string text = address.Trim();
        return text.Length > 0 && Uri.TryCreate(text.StartsWith("http", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out Uri? url)
            && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
            ? new Uri(url.GetLeftPart(UriPartial.Authority))
            : null;
    }

    // Never the operator's own, as in Flux: whoever writes the ConfigMap says where its token goes, and what it is good for.
    private static NamespacedName AccountOf(string display, NamespacedName key, string? named, string? defaultAccount) =>
        (named is { Length: > 0 } ? named : defaultAccount) is { } account && AccountName.IsValid(account)
            ? new NamespacedName(key.Namespace, account)
            : throw new KubernetesConfigurationException($"{display}: serviceAccountName must name a service account of namespace {key.Namespace}, whose tokens the other cluster trusts");

    // A list in YAML, as Flux reads it; or lines.
    private static string[] AudiencesOf(string display, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            if (YamlJson.Parse(text) is JsonArray list)
            {
                return [.. list.Select(item => item is JsonValue value && value.TryGetValue(out string? audience) && audience.Length > 0 ? audience : throw Wrong())];
            }
        }
        catch (FormatException)
        {
            throw Wrong();
        }

        return text.Split(['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        KubernetesConfigurationException Wrong() => new($"{display}: audiences must be a list of texts, each on a line of its own such as \"- https://cluster.example.com\"");
    }
}
