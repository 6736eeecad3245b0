using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Labels and annotations of the HelmChart that Flux makes.</summary>
public sealed record HelmChartTemplateMetadata
{
    [Description("Labels of Flux's HelmChart.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [Description("Annotations of Flux's HelmChart.")]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
