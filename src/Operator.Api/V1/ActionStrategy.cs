using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>What follows the failure of an install or upgrade.</summary>
public sealed record ActionStrategy
{
    [Description("RemediateOnFailure undoes a failure as remediation says; RetryOnFailure keeps what failed and upgrades it again after retryInterval, without end.")]
    public required ActionStrategyName Name { get; init; }

    [Description("Time between the tries of RetryOnFailure. Default: 5m.")]
    public TimeSpan? RetryInterval { get; init; }
}
