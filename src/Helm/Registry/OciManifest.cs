using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>The parts of a manifest that a chart has.</summary>
internal static class OciManifest
{
    /// <summary>Media types of manifests that are asked for.</summary>
    public static readonly string[] MediaTypes = ["application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"];

    private const string ConfigMediaType = "application/vnd.cncf.helm.config.v1+json";
    private const string ChartMediaType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private const string LegacyChartMediaType = "application/tar+gzip";
    private const string ProvenanceMediaType = "application/vnd.cncf.helm.chart.provenance.v1.prov";
    private const int MinDescriptors = 2;

    /// <summary>Digest and size of the archive.</summary>
    /// <exception cref="HelmException">The manifest is none of a chart.</exception>
    public static (string Digest, long Size) ChartLayer(ReadOnlySpan<byte> manifest)
    {
        List<(string MediaType, string Digest, long Size)> descriptors = Read(manifest);
        if (descriptors.Count < MinDescriptors)
        {
            throw new HelmException($"manifest does not contain minimum number of descriptors ({MinDescriptors}), descriptors found: {descriptors.Count}");
        }

        if (!descriptors.Exists(descriptor => descriptor.MediaType == ConfigMediaType))
        {
            throw new HelmException($"could not load config with mediatype {ConfigMediaType}");
        }

        int layer = descriptors.FindLastIndex(descriptor => descriptor.MediaType is ChartMediaType or LegacyChartMediaType);
        return layer >= 0
            ? (descriptors[layer].Digest, descriptors[layer].Size)
            : throw new HelmException($"manifest does not contain a layer with mediatype {ChartMediaType}");
    }

    private static List<(string MediaType, string Digest, long Size)> Read(ReadOnlySpan<byte> manifest)
    {
        List<(string MediaType, string Digest, long Size)> descriptors = [];
        try
        {
            Utf8JsonReader reader = new(manifest);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            IEnumerable<JsonElement> all = root.TryGetProperty("layers", out JsonElement layers) ? layers.EnumerateArray() : [];
            if (root.TryGetProperty("config", out JsonElement config))
            {
                all = all.Prepend(config);
            }

            foreach (JsonElement descriptor in all)
            {
                string mediaType = descriptor.GetProperty("mediaType").GetString() ?? "";
                if (mediaType is ConfigMediaType or ChartMediaType or LegacyChartMediaType or ProvenanceMediaType)
                {
                    descriptors.Add((mediaType, descriptor.GetProperty("digest").GetString() ?? "", descriptor.GetProperty("size").GetInt64()));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HelmException("manifest is not valid: " + exception.Message, exception);
        }

        return descriptors;
    }
}
