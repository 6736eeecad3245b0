using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How a release is uninstalled.</summary>
public sealed record UninstallSpec
{
    [Description("Time for each hook and for the wait until the objects are gone. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Run no hooks.")]
    public bool DisableHooks { get; init; }

    [Description("Keep Helm's history, with the status uninstalled.")]
    public bool KeepHistory { get; init; }

    [Description("Do not wait until the objects are gone.")]
    public bool DisableWait { get; init; }

    [Description("What becomes of the dependents of deleted objects.")]
    [SchemaDefault("background")]
    public DeletionPropagationPolicy DeletionPropagation { get; init; }

    [Description("What follows an uninstall that did not end in time: Retry tries it again, Orphan leaves what is left and names it in an event.")]
    [SchemaDefault("Retry")]
    public UninstallTimeoutPolicy TimeoutPolicy { get; init; }
}
