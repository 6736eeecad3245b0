using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A failed revision of ours is undone, as long as nothing newer is asked for. It needs neither source nor values.</summary>
internal sealed class RemediationRule : IDecisionRule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(15);

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.History.Newest is not { Status: ReleaseStatus.Failed, Operation: { } record } newest || seen.Source.Phase == SourcePhase.Fetching)
        {
            return null;
        }

        string? failed = record.Type == OperationType.Rollback ? record.Rejected : record.Attempt;
        if (failed is null || (seen.Desired is { } desired && desired.Attempt != failed))
        {
            return null;        // superseded, or something newer is asked for
        }

        return record.Type switch
        {
            OperationType.Upgrade when seen.Release.Spec.Upgrade?.Remediation?.RemediateLastFailure ?? true => RollBack(seen, newest, record, failed),
            OperationType.Install when seen.Release.Spec.Install?.Remediation?.RemediateLastFailure ?? false => Remove(seen, newest, record, failed),
            OperationType.Rollback => RetryRollback(seen, newest, record),
            _ => Keep(seen, newest, record, failed),
        };
    }

    private static Decision RollBack(Observation seen, RevisionSummary newest, OperationRecord record, string failed)
    {
        string cause = record.Cause ?? newest.Description ?? "failed";
        if (RollbackTarget.Choose(seen.History, newest.Revision) is not { } target)
        {
            string message = $"{cause}; no revision to roll back to";
            HelmReleaseStatus stalled = Rejected(seen, failed, Reasons.MissingRollbackTarget, cause, newest.Revision)
                .Stalled(seen, Reasons.MissingRollbackTarget, Reasons.UpgradeFailed, message);
            return new Decision(null, stalled);
        }

        return new Decision(new Step.PrepareRollback(target.Revision, failed, cause, Retry: null), seen.Release.CurrentStatus);
    }

    private static Decision Remove(Observation seen, RevisionSummary newest, OperationRecord record, string failed) =>
        new(new Step.PrepareUninstall(failed, record.Cause ?? newest.Description), seen.Release.CurrentStatus);

    private static Decision Keep(Observation seen, RevisionSummary newest, OperationRecord record, string failed)
    {
        string cause = record.Cause ?? newest.Description ?? "failed";
        string reason = ReleaseNames.Failed(record.Type);
        string message = $"{cause}; revision {newest.Revision} is kept as it is";
        return new Decision(null, Rejected(seen, failed, reason, cause, newest.Revision)
            .Stalled(seen, Reasons.Rejected, reason, message)
            .With(seen, ConditionTypes.Released, StatusExtensions.False, reason, message));
    }

    private static Decision RetryRollback(Observation seen, RevisionSummary newest, OperationRecord record)
    {
        DateTimeOffset due = (newest.WrittenAt ?? seen.Now) + Backoff(record.Try);
        if (due <= seen.Now)
        {
            return new Decision(
                new Step.PrepareRollback(record.Target ?? newest.Revision, record.Rejected, record.Cause ?? "failed", Retry: newest.Revision),
                seen.Release.CurrentStatus);
        }

        string message = $"{record.Cause}; the rollback to revision {record.Target} failed as well ({newest.Description ?? "see events"}) and is tried again at {due.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        HelmReleaseStatus status = (seen.Release.CurrentStatus.Judged(seen) with { NextRetryAt = due }).NotReady(seen, Reasons.RollbackFailed, message);
        return new Decision(null, status, due);
    }

    /// <summary>30 s, doubling with every try, at most 15 min.</summary>
    private static TimeSpan Backoff(int tries) =>
        tries > 5 ? LongestRetry : TimeSpan.FromTicks(Math.Min(FirstRetry.Ticks << Math.Max(tries - 1, 0), LongestRetry.Ticks));

    private static HelmReleaseStatus Rejected(Observation seen, string digest, string reason, string cause, int revision)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        return status.Rejected?.Digest == digest ? status : status with
        {
            Rejected = new RejectedStatus { Digest = digest, Reason = reason, Message = cause, Since = seen.Now, Revision = revision },
        };
    }
}
