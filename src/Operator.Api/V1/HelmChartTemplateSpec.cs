using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart of one of Flux's sources.</summary>
public sealed record HelmChartTemplateSpec
{
    [Description("Name of the chart in a HelmRepository, or its path in a GitRepository or Bucket.")]
    [SchemaText(MinLength = 1, MaxLength = 2048)]
    public required string Chart { get; init; }

    [Description("Version of the chart in a HelmRepository, or a range. Has no effect on charts of a GitRepository or Bucket.")]
    [SchemaDefault("*")]
    public string Version { get; set; } = "*";

    [Description("Flux's source object.")]
    public required ChartSourceReference SourceRef { get; init; }

    [Description("How often a version range is asked for again, where Flux's source-controller does not run. Default: spec.interval.")]
    public TimeSpan? Interval { get; init; }

    [Description("When a GitRepository or Bucket makes a new release: ChartVersion as soon as the chart's version changes, Revision with every revision of the source.")]
    [SchemaDefault("ChartVersion")]
    public ReconcileStrategy ReconcileStrategy { get; set; }

    [Description("Files of values, merged in this order in the place of the chart's values.yaml. Paths in the chart, or in the GitRepository or Bucket.")]
    public IReadOnlyList<string>? ValuesFiles { get; init; }

    [Description("Files of valuesFiles may be missing.")]
    public bool IgnoreMissingValuesFiles { get; init; }

    [Description("Who has signed the chart. Not supported yet: a release that asks for it is refused rather than installed unverified.")]
    public ChartVerification? Verify { get; init; }
}
