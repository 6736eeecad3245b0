using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A desired state that failed and was undone, or was replaced by hand, is held back until it changes, a try that its policy allows is due, or one is asked for.</summary>
internal sealed class RejectedRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Desired is not { } desired || Commands.IsTryAsked(seen))
        {
            return null;
        }

        RevisionSummary? newest = seen.History.Newest;
        if (newest is { Status: ReleaseStatus.Deployed, Operation: { Type: OperationType.Rollback, Rejected: { } rejected } record } && rejected == desired.Attempt)
        {
            return record.Code == Reasons.RolledBackByHand ? ReplacedByHand(seen, newest, record, rejected) : RolledBack(seen, newest, record, rejected);
        }

        if (newest is { Status: ReleaseStatus.Uninstalled, Operation: { Rejected: { } removed } uninstall } && removed == desired.Attempt)
        {
            return Removed(seen, removed, uninstall.Cause ?? "failed", newest.WrittenAt ?? seen.Now);
        }

        if (seen.Release.CurrentStatus.Rejected is not { Revision: not null } held || held.Digest != desired.Attempt)
        {
            return null;
        }

        return newest is null ? Removed(seen, held.Digest, held.Message ?? held.Reason, held.Since) : Held(seen, held.Reason, held.Message ?? held.Reason);
    }

    private static Decision? RolledBack(Observation seen, RevisionSummary newest, OperationRecord record, string digest)
    {
        string message = $"{record.Cause}; rolled back to revision {record.Target}";
        HelmReleaseStatus status = Undone(seen, digest, Reasons.UpgradeFailed, record.Cause, newest.Revision - 1).Failing(record, OperationType.Upgrade);
        RemediationPolicy policy = RemediationPolicy.Of(seen.Release.Spec, OperationType.Upgrade);
        int failures = Math.Max(FailureCount.Of(seen, OperationType.Upgrade, digest), 1);
        DateTimeOffset due = (newest.WrittenAt ?? seen.Now) + policy.DelayAfter(failures);
        bool isOver = policy.IsExhausted(failures);
        if (!isOver && due <= seen.Now)
        {
            return null;
        }

        status = isOver
            ? status.Stalled(seen, Reasons.RolledBack, Reasons.RollbackSucceeded, message)
            : status.Retrying(seen, Reasons.RollbackSucceeded, message, due);
        return new Decision(
            null,
            status
                .With(seen, ConditionTypes.Released, StatusExtensions.False, Reasons.UpgradeFailed, record.Cause ?? message)
                .With(seen, ConditionTypes.Remediated, StatusExtensions.True, Reasons.RollbackSucceeded, $"Helm rollback to revision {record.Target} succeeded for release {ReleaseNames.Full(seen, newest.Revision)}"),
            isOver ? null : due);
    }

    // The failed install was uninstalled: with its history, or without.
    private static Decision? Removed(Observation seen, string digest, string cause, DateTimeOffset since)
    {
        RemediationPolicy policy = RemediationPolicy.Of(seen.Release.Spec, OperationType.Install);
        int failures = Math.Max(FailureCount.Of(seen, OperationType.Install, digest), 1);
        DateTimeOffset due = since + policy.DelayAfter(failures);
        string message = $"{cause}; the failed install was removed";
        HelmReleaseStatus status = Undone(seen, digest, Reasons.InstallFailed, cause, seen.Release.CurrentStatus.Rejected?.Revision ?? seen.History.Newest?.Revision);
        status = seen.History.Newest?.Operation is { } record ? status.Failing(record, OperationType.Install) : status;
        if (policy.IsExhausted(failures))
        {
            return new Decision(null, status
                .Stalled(seen, Reasons.RetriesExceeded, Reasons.UninstallSucceeded, message)
                .With(seen, ConditionTypes.Released, StatusExtensions.False, Reasons.InstallFailed, cause)
                .With(seen, ConditionTypes.Remediated, StatusExtensions.True, Reasons.UninstallSucceeded, message));
        }

        return due <= seen.Now ? null : new Decision(null, status.Retrying(seen, Reasons.UninstallSucceeded, message, due), due);
    }

    private static Decision ReplacedByHand(Observation seen, RevisionSummary newest, OperationRecord record, string digest)
    {
        string message = record.Cause ?? $"rolled back to revision {record.Target} by hand; the spec is not rolled out until it changes";
        HelmReleaseStatus status = Undone(seen, digest, Reasons.RolledBackByHand, message, newest.Revision - 1);
        return new Decision(null, (status with { Failure = null })
            .Without(ConditionTypes.Remediated)
            .Stalled(seen, Reasons.Rejected, Reasons.RolledBackByHand, message)
            .With(seen, ConditionTypes.Released, StatusExtensions.True, Reasons.RollbackSucceeded, $"Helm rollback to revision {record.Target} succeeded for release {ReleaseNames.Full(seen, newest.Revision)}"));
    }

    private static Decision Held(Observation seen, string reason, string message) =>
        new(null, seen.Release.CurrentStatus.Judged(seen).TryHandled(seen).Stalled(seen, Reasons.Rejected, reason, message));

    private static HelmReleaseStatus Undone(Observation seen, string digest, string reason, string? cause, int? revision)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen).TryHandled(seen);
        return status with
        {
            Operation = null,
            Progress = null,
            NextRetryAt = null,
            Rejected = status.Rejected?.Digest == digest ? status.Rejected : new RejectedStatus { Digest = digest, Reason = reason, Message = cause, Since = seen.Now, Revision = revision },
        };
    }
}
