using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Values in a ConfigMap or Secret of the HelmRelease's namespace.</summary>
public sealed record ValuesReference
{
    [Description("Kind of the object.")]
    public required ValuesReferenceKind Kind { get; init; }

    [Description("Name of the object.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Key of the values. Default: values.yaml.")]
    [SchemaText(MaxLength = 253, Pattern = @"^[\-._a-zA-Z0-9]+$")]
    public string? ValuesKey { get; init; }

    [Description("Path in the values that the one value is set at, as helm --set writes paths. Without it the key holds a YAML object.")]
    [SchemaText(MaxLength = 250, Pattern = @"^([a-zA-Z0-9_\-.\\\/]|\[[0-9]{1,5}\])+$")]
    public string? TargetPath { get; init; }

    [Description("The object or its key may be missing.")]
    public bool Optional { get; init; }

    [Description("With targetPath: the value is taken as text, verbatim.")]
    public bool Literal { get; init; }
}
