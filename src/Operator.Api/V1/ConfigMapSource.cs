using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart archive (<c>.tgz</c>) in <c>binaryData</c> of a ConfigMap of the HelmRelease's namespace.</summary>
public sealed record ConfigMapSource
{
    [Description("Name of the ConfigMap.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Key of the archive in binaryData, or in data in base64.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Key { get; init; }
}
