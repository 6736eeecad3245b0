using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>The parts of a manifest that a chart has.</summary>
internal static class OciManifest
{
    /// <summary>Media types of manifests that are asked for.</summary>
    public static readonly string[] MediaTypes =
    [
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    private const string ConfigMediaType = "application/vnd.cncf.helm.config.v1+json";

    public static ReadOnlySpan<byte> ConfigMediaTypeBytes => "application/vnd.cncf.helm.config.v1+json"u8;

    private const string ChartMediaType = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private const string LegacyChartMediaType = "application/tar+gzip";
    private const string ProvenanceMediaType = "application/vnd.cncf.helm.chart.provenance.v1.prov";
    private const int MinDescriptors = 2;

    /// <summary>The manifests that an index of manifests names, those that say they are charts first; null where the text is no index.</summary>
    /// <exception cref="HelmException">The text is neither manifest nor index.</exception>
    public static IReadOnlyList<string>? Manifests(ReadOnlySpan<byte> manifest, string mediaType)
    {
        try
        {
            Utf8JsonReader reader = new(manifest);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            string type = Text(root, "mediaType") is { Length: > 0 } own ? own : mediaType;
            if (root.TryGetProperty("manifests", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
            {
                return [.. list.EnumerateArray().OrderBy(entry => Text(entry, "artifactType") == ConfigMediaType ? 0 : 1).Select(entry => Text(entry, "digest"))];
            }

            // Registries of old say application/json, or nothing.
            bool isManifest = MediaTypes.Contains(type, StringComparer.Ordinal) || type is "" or "application/json" or "text/plain" or "application/octet-stream";
            return isManifest ? null : throw new HelmException($"media type {type} is none of a chart's manifest");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HelmException("manifest is not valid: " + exception.Message, exception);
        }
    }

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

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

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
