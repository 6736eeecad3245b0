using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Labels and annotations of every object of a release.</summary>
public sealed record CommonMetadataSpec
{
    [Description("Annotations on the metadata of every object; they replace the chart's.")]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    [Description("Labels on the metadata of every object; they replace the chart's. Pods of workloads do not get them.")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
