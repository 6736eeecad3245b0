using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What follows a failed install or upgrade.</summary>
public sealed record RemediationSpec
{
    [Description("Undo the failure: a failed upgrade is rolled back (default true), a failed install is uninstalled (default false).")]
    public bool? RemediateLastFailure { get; init; }
}
