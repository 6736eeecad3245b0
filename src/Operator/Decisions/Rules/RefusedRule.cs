using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>What was refused before anything was written is not tried again until it changes, is asked for, or a retry is due.</summary>
internal sealed class RefusedRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Desired is not { } desired)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        if (seen.Failure is { OperationId: null } failure && failure.Attempt == desired.Attempt)
        {
            return Refuse(seen, failure);
        }

        // A revision that failed has its own rule; here are the states for which none was written.
        if (status.Rejected is not { Revision: null } rejected || rejected.Digest != desired.Attempt || rejected.Reason == Reasons.RolledBackByHand)
        {
            return null;
        }

        bool isAsked = seen.Release.RequestedAt is { } token && token != status.LastHandledReconcileAt;
        bool isDue = status.NextRetryAt <= seen.Now || rejected.Reason switch
        {
            Reasons.KindMissing => seen.HasNewDefinitions,
            Reasons.Forbidden => seen.HasNewRights,
            Reasons.PreflightFailed => seen.HasNewReferences,
            Reasons.ObjectOwned or Reasons.ObjectExists => seen.HasFreedObject,
            _ => false,
        };
        return isAsked || isDue || Commands.IsTryAsked(seen) ? null : new Decision(null, status.Judged(seen).TryHandled(seen), status.NextRetryAt);
    }

    private static Decision Refuse(Observation seen, StepFailure failure)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen).TryHandled(seen);
        bool isInstall = RolloutRule.IsInstall(seen.History);
        string reason = isInstall ? Reasons.InstallFailed : Reasons.UpgradeFailed;
        int tries = status.Rejected is { } before && before.Digest == failure.Attempt ? (before.Tries ?? 0) + 1 : 1;
        DateTimeOffset? retryAt = RetryAt(seen, failure, isInstall ? OperationType.Install : OperationType.Upgrade, tries);
        status = status with
        {
            Failure = new FailureStatus { Code = failure.Code, Object = failure.Object, Message = failure.Message, FirstSeen = seen.Now },
            Rejected = new RejectedStatus { Digest = seen.Desired!.Attempt, Reason = failure.Code, Message = failure.Message, Since = seen.Now, Tries = tries },
            NextRetryAt = retryAt,
            Failures = (status.Failures ?? 0) + 1,
        };
        status = failure.Code is Reasons.ObjectOwned or Reasons.ObjectExists or Reasons.NoWayBack ? status.Stalled(seen, failure.Code, reason, failure.Message)
            : retryAt is { } due ? status.Retrying(seen, reason, failure.Message, due)
            : status.Stalled(seen, reason, failure.Message).With(seen, ConditionTypes.Stalled, StatusExtensions.True, Reasons.RetriesExceeded, GivenUp(isInstall, tries));
        status = status.With(seen, ConditionTypes.Released, StatusExtensions.False, reason, failure.Message);
        return new Decision(null, status, retryAt, new Notice(IsWarning: true, failure.Code, failure.Message));
    }

    private static string GivenUp(bool isInstall, int tries) =>
        $"Failed to {(isInstall ? "install" : "upgrade")} after {tries} attempt(s); tried again when the desired state changes, or when the annotation {Api.WellKnown.RequestedAt} asks";

    // What may succeed without a change is tried without end; everything else as often as the spec allows.
    private static DateTimeOffset? RetryAt(Observation seen, StepFailure failure, OperationType type, int tries)
    {
        if (failure.IsTransient)
        {
            return seen.Now + ExponentialDelay.After(tries);
        }

        // A release of this process tells when it lets the object go; nothing tells when somebody deletes it.
        if (failure.Code is Reasons.ObjectOwned or Reasons.ObjectExists)
        {
            return seen.Now + seen.Release.Spec.Interval;
        }

        RemediationPolicy policy = RemediationPolicy.Of(seen.Release.Spec, type);
        return policy.IsExhausted(tries) ? null : seen.Now + policy.DelayAfter(tries);
    }
}
