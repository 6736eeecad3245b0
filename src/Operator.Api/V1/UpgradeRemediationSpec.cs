using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What follows a failed upgrade.</summary>
public sealed record UpgradeRemediationSpec : RemediationSpec
{
    [Description("How a failed upgrade is undone: rollback to the newest good revision, or uninstall, after which the release is installed anew.")]
    [SchemaDefault("rollback")]
    public RemediationStrategy Strategy { get; init; }
}
