using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Nothing is installed or upgraded before what it depends on is ready; what runs already is left as it is. Everything depended on is watched.</summary>
/// <param name="isFirst">Asked before the source: holds back installs, and tells of circles. Else, asked before the rollout, upgrades.</param>
internal sealed class DependencyRule(bool isFirst) : IDecisionRule
{
    private static readonly RolloutRule Rollout = new();

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        if (isFirst && seen.Dependencies.Cycle is { } cycle)
        {
            string message = $"spec.dependsOn: HelmReleases depend on each other in a circle: {cycle}; take one of these dependencies away";
            return new Decision(null, status.Judged(seen).Stalled(seen, Reasons.DependencyCycle, message), null, new Notice(IsWarning: true, Reasons.DependencyCycle, message));
        }

        string reason = seen.Dependencies.IsForbidden ? Reasons.Forbidden : Reasons.DependencyNotReady;
        return seen.Dependencies.NotReady is { } what && IsHeldBack(seen)
            ? new Decision(null, status.Judged(seen).NotReady(seen, reason, what), seen.Dependencies.DueAt, new Notice(seen.Dependencies.IsForbidden, reason, what))
            : null;
    }

    private bool IsHeldBack(Observation seen) => isFirst ? RolloutRule.IsInstall(seen.History) : Rollout.Decide(seen) is { Step: not null };
}
