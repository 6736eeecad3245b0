using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Whether and when a rollout that cannot succeed is failed before its timeout.</summary>
public sealed record FailFastSpec
{
    [Description("False: a rollout fails by its timeout alone.")]
    [SchemaDefault(true)]
    public bool Enabled { get; set; } = true;

    [Description("Changes to single rules, by their code: JobFailed, PodFailed, ProgressDeadline, Stalled, CRDRejected, PVCLost, InvalidImage, ImageNotFound, ImageAuth, ContainerConfig, RunContainer, OOM, CrashLoop, QuotaExceeded, PodRejected, MissingDep; Probe (a failing readiness probe) is off until it is named here.")]
    public IReadOnlyDictionary<string, FailFastRule>? Rules { get; init; }
}
