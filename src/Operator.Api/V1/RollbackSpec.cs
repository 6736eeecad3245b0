using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How a failed upgrade is rolled back.</summary>
public sealed record RollbackSpec
{
    [Description("Time for each hook and for the wait. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Do not wait for the objects to become ready.")]
    public bool DisableWait { get; init; }

    [Description("Do not wait for Jobs to complete.")]
    public bool DisableWaitForJobs { get; init; }

    [Description("Run no hooks.")]
    public bool DisableHooks { get; init; }
}
