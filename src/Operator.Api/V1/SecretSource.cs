using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A chart archive (<c>.tgz</c>) in <c>data</c> of a Secret of the HelmRelease's namespace.</summary>
public sealed record SecretSource
{
    [Description("Name of the Secret.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Key of the archive in data.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Key { get; init; }
}
