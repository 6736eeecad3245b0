using System.Text.Json;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>Reads one object as it is in etcd.</summary>
internal static class SingleRead
{
    /// <returns>What the decoder keeps of it; null where it does not exist.</returns>
    public static async Task<T?> GetAsync<T>(IKubernetesClient client, ResourceMapping mapping, NamespacedName key, ResourceDecoder<T> decoder, CancellationToken ct)
        where T : class
    {
        if (await client.Resource(mapping).GetAsync(mapping.IsNamespaced ? key : new NamespacedName(null, key.Name), ct) is not { } found)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(found.Content.ToJsonString());
        return decoder(document.RootElement);
    }
}
