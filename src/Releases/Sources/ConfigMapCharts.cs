using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Chart archives in <c>binaryData</c> of ConfigMaps.</summary>
internal static class ConfigMapCharts
{
    public static async Task<ChartArchive> FetchAsync(IKubernetesClient client, string ns, ConfigMapSource source, CancellationToken cancellation)
    {
        ConfigMap map = await client.Resource<ConfigMap>().GetAsync(new NamespacedName(ns, source.Name), cancellation)
            ?? throw new ChartSourceException($"ConfigMap {ns}/{source.Name} of spec.source.configMap does not exist");
        if (map.Content.GetObject("binaryData")?[source.Key].AsText() is not { } text)
        {
            throw new ChartSourceException($"ConfigMap {ns}/{source.Name} has no key {source.Key} in binaryData");
        }

        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length)
            ? ChartArchive.Of(bytes.AsMemory(0, length))
            : throw new ChartSourceException($"ConfigMap {ns}/{source.Name}: key {source.Key} is no base64");
    }
}
