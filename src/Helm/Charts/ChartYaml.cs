using Steersman.Helm.Decoding;

namespace Steersman.Helm.Charts;

/// <summary>Reads Chart.yaml, Chart.lock and their predecessors.</summary>
internal static class ChartYaml
{
    /// <summary>Reads a file into metadata: fields that are in the file replace those of <paramref name="before"/>.</summary>
    /// <exception cref="HelmException">The text of sigs.k8s.io/yaml.</exception>
    public static Metadata Metadata(string text, Metadata before) => TypedYaml.Read(text, (decoder, value) => ChartDecoding.Metadata(decoder, value, before));

    /// <summary>Reads a lock file; null where it holds none.</summary>
    /// <exception cref="HelmException">The text of sigs.k8s.io/yaml.</exception>
    public static Lock? Lock(string text) => TypedYaml.Read(text, (decoder, value) => value.IsNil ? null : ChartDecoding.Lock(decoder, value));
}
