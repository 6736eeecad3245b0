using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>An object of the same namespace, of a kind that the field tells.</summary>
public sealed record LocalReference
{
    [Description("Name of the object.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }
}
