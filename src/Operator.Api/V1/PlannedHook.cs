using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>A hook that a plan would run.</summary>
public sealed record PlannedHook
{
    [Description("The event that it would run at, such as pre-upgrade.")]
    public required string Event { get; init; }

    [Description("Kind and name of the hook.")]
    public required string Object { get; init; }
}
