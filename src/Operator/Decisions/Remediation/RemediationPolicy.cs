using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>What the spec says of the failure of an install or upgrade, with the defaults filled in.</summary>
/// <param name="KeepsAndRetries">True where what failed stays, and is upgraded again without end (<c>RetryOnFailure</c>).</param>
/// <param name="Retries">Further tries of the same desired state; negative: without end.</param>
/// <param name="RemediatesLast">True where the failure is undone also when no further try is left.</param>
/// <param name="Strategy">How it is undone.</param>
/// <param name="FirstRetry">Time before the first further try.</param>
internal readonly record struct RemediationPolicy(bool KeepsAndRetries, int Retries, bool RemediatesLast, RemediationStrategy Strategy, TimeSpan FirstRetry)
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(5);

    /// <summary>The policy for an action that is no install is that of an upgrade.</summary>
    public static RemediationPolicy Of(HelmReleaseSpec spec, OperationType type) => type == OperationType.Install
        ? Of(spec.Install?.Strategy, spec.Install?.Remediation, RemediationStrategy.Uninstall, remediatesLast: false)
        : Of(spec.Upgrade?.Strategy, spec.Upgrade?.Remediation, spec.Upgrade?.Remediation?.Strategy ?? RemediationStrategy.Rollback, remediatesLast: true);

    /// <summary>True where a state that failed so often is not tried again without a change.</summary>
    public bool IsExhausted(int failures) => !KeepsAndRetries && Retries >= 0 && failures > Retries;

    /// <summary>Time between the last failure, of so many, and the next try.</summary>
    public TimeSpan DelayAfter(int failures) => KeepsAndRetries ? FirstRetry : ExponentialDelay.After(failures, FirstRetry, ExponentialDelay.LongestRetry);

    private static RemediationPolicy Of(ActionStrategy? strategy, RemediationSpec? spec, RemediationStrategy undo, bool remediatesLast) =>
        strategy is { Name: ActionStrategyName.RetryOnFailure }
            ? new(KeepsAndRetries: true, Retries: -1, RemediatesLast: false, undo, strategy.RetryInterval ?? DefaultInterval)
            : new(KeepsAndRetries: false, spec?.Retries ?? 0, spec?.RemediateLastFailure ?? remediatesLast, undo, spec?.RetryInterval ?? ExponentialDelay.FirstRetry);
}
