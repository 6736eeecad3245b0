using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>How a release is uninstalled.</summary>
public sealed record UninstallSpec
{
    [Description("Time for each hook. Default: spec.timeout.")]
    public TimeSpan? Timeout { get; init; }

    [Description("Run no hooks.")]
    public bool DisableHooks { get; init; }

    [Description("Keep Helm's history, with the status uninstalled.")]
    public bool KeepHistory { get; init; }
}
