using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What follows a failed install; what follows a failed upgrade besides its strategy.</summary>
public record RemediationSpec
{
    [Description("How often a failed action is tried again without a change; a negative number means without end. Each further try is preceded by the remediation.")]
    public int Retries { get; init; }

    [Description("Time before the first further try; it doubles with each of them, up to 15m.")]
    [SchemaDefault("30s")]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(30);

    [Description("Failed tests neither count as failures nor are remediated. Default: spec.test.ignoreFailures.")]
    public bool? IgnoreTestFailures { get; init; }

    [Description("Undo the failure also when no further try is left: a failed upgrade is rolled back (default true), a failed install is uninstalled (default false).")]
    public bool? RemediateLastFailure { get; init; }
}
