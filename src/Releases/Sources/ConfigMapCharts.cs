using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
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
        return map.GetBinaryData(source.Key) is { } archive
            ? new ChartArchive(archive, Digest.Of(archive))
            : throw new ChartSourceException($"ConfigMap {ns}/{source.Name} has no archive at key {source.Key} of binaryData");
    }
}
