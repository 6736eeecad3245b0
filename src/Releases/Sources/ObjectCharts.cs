using Steersman.Helm.Registry;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Sources;

/// <summary>Chart archives in ConfigMaps and Secrets.</summary>
internal sealed class ObjectCharts(IKubernetesClient client, ChartShelf shelf)
{
    public Task<FetchedChart> FetchAsync(ObjectLocation location, CancellationToken cancellation) =>
        shelf.GetAsync(location, null, ChartForm.Plain, () => location.IsSecret ? SecretAsync(location, cancellation) : ConfigMapAsync(location, cancellation));

    private async Task<ChartArchive> ConfigMapAsync(ObjectLocation location, CancellationToken cancellation)
    {
        ConfigMap map = await client.Resource<ConfigMap>().GetAsync(Key(location), cancellation)
            ?? throw new ChartSourceException($"ConfigMap {Key(location)} of {location.Path} does not exist");
        byte[]? archive = map.GetBinaryData(location.Key) ?? (map.Data[location.Key] is { } text ? FromBase64(text) : null);
        return archive is not null ? Archive(archive) : throw new ChartSourceException($"ConfigMap {Key(location)} has no archive at key {location.Key} of binaryData ({location.Path}.key)");
    }

    private async Task<ChartArchive> SecretAsync(ObjectLocation location, CancellationToken cancellation)
    {
        Secret secret = await client.Resource<Secret>().GetAsync(Key(location), cancellation)
            ?? throw new ChartSourceException($"Secret {Key(location)} of {location.Path} does not exist");
        return secret.GetData(location.Key) is { } archive ? Archive(archive) : throw new ChartSourceException($"Secret {Key(location)} has no archive at key {location.Key} of data ({location.Path}.key)");
    }

    private static NamespacedName Key(ObjectLocation location) => new(location.Namespace, location.Name);

    private static ChartArchive Archive(byte[] archive) => new(archive, Digest.Of(archive));

    private static byte[]? FromBase64(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }
}
