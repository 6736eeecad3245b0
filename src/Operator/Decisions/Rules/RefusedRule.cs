using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>What was refused before anything was written is not tried again until it changes, is asked for, or a retry is due.</summary>
internal sealed class RefusedRule : IDecisionRule
{
    private static readonly TimeSpan RetryOfTransient = TimeSpan.FromSeconds(30);

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
        bool isDue = status.NextRetryAt <= seen.Now;
        return isAsked || isDue ? null : new Decision(null, status.Judged(seen), status.NextRetryAt);
    }

    private static Decision Refuse(Observation seen, StepFailure failure)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        bool isInstall = RolloutRule.IsInstall(seen.History);
        string reason = isInstall ? Reasons.InstallFailed : Reasons.UpgradeFailed;
        DateTimeOffset? retryAt = failure.IsTransient ? seen.Now + RetryOfTransient : null;
        status = status with
        {
            Failure = new FailureStatus { Code = failure.Code, Object = failure.Object, Message = failure.Message, FirstSeen = seen.Now },
            Rejected = new RejectedStatus { Digest = seen.Desired!.Attempt, Reason = failure.Code, Message = failure.Message, Since = seen.Now },
            NextRetryAt = retryAt,
            Failures = (status.Failures ?? 0) + 1,
        };
        status = status.NotReady(seen, reason, failure.Message).With(seen, ConditionTypes.Released, StatusExtensions.False, reason, failure.Message);
        return new Decision(null, status, retryAt, new Notice(IsWarning: true, failure.Code, failure.Message));
    }
}
