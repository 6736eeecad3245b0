using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A Secret with a kubeconfig.</summary>
public sealed record KubeConfigSecretReference
{
    [Description("Name of the Secret.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Key of the kubeconfig. Default: value, else value.yaml.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public string? Key { get; init; }
}
