using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart by one of Flux's sources, as Flux's HelmRelease has it.</summary>
public sealed record HelmChartTemplate
{
    [Description("Labels and annotations that Flux gives its HelmChart. Accepted for Flux's manifests; no HelmChart is made here.")]
    public HelmChartTemplateMetadata? Metadata { get; init; }

    [Description("Which chart of which source.")]
    public required HelmChartTemplateSpec Spec { get; init; }
}
