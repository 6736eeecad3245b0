using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A source of Flux that holds charts.</summary>
public sealed record ChartSourceReference
{
    [Description("API version of the source; its version is not looked at.")]
    public string? ApiVersion { get; init; }

    [Description("Kind of the source.")]
    public required ChartSourceKind Kind { get; init; }

    [Description("Name of the source.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Namespace of the source. Default: the namespace of the HelmRelease.")]
    [SchemaText(MinLength = 1, MaxLength = 63)]
    public string? Namespace { get; init; }
}
