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

    [Description("Delete and create anew objects with a change that Kubernetes does not allow. Namespaces, volumes, their claims and definitions are never deleted. Without server-side apply objects are replaced instead of patched.")]
    public bool Force { get; init; }

    [Description("While the rollback is waited for, delete the pods of the release's workloads that are not of the revision that is restored; it is not ready before they are gone.")]
    public bool Recreate { get; init; }

    [Description("Delete the objects that a failed rollback created.")]
    public bool CleanupOnFail { get; init; }

    [Description("Apply objects on the server (enabled), by the client (disabled), or as the revision that is restored (auto).")]
    [SchemaDefault("auto")]
    public ServerSideApplyMode ServerSideApply { get; set; } = ServerSideApplyMode.Auto;
}
