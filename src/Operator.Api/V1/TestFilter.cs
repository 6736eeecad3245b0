using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>One test hook that runs, or does not.</summary>
public sealed record TestFilter
{
    [Description("Name of the test hook.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public required string Name { get; init; }

    [Description("Do not run it.")]
    public bool Exclude { get; init; }
}
