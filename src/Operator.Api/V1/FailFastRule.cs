using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A change to one rule of early failure; what is not set keeps its default.</summary>
public sealed record FailFastRule
{
    [Description("Turns the rule off.")]
    public bool Disabled { get; init; }

    [Description("How long the signal must have been seen.")]
    public TimeSpan? After { get; init; }

    [Description("How many restarts since the operation began.")]
    [SchemaRange(Minimum = 1)]
    public int? Restarts { get; init; }
}
