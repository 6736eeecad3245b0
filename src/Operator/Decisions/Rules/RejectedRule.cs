using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A desired state that failed and was undone, or was replaced by hand, is held back until it changes.</summary>
internal sealed class RejectedRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Desired is not { } desired)
        {
            return null;
        }

        if (seen.History.Newest is { Status: ReleaseStatus.Deployed, Operation: { Type: OperationType.Rollback, Rejected: { } rejected } record } newest && rejected == desired.Attempt)
        {
            return RolledBack(seen, newest, record, rejected);
        }

        return seen.Release.CurrentStatus.Rejected is { Revision: not null } held && held.Digest == desired.Attempt ? Held(seen, held) : null;
    }

    private static Decision RolledBack(Observation seen, RevisionSummary newest, OperationRecord record, string digest)
    {
        string message = $"{record.Cause}; rolled back to revision {record.Target}";
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        status = status with
        {
            Operation = null,
            Progress = null,
            NextRetryAt = null,
            Rejected = status.Rejected?.Digest == digest
                ? status.Rejected
                : new RejectedStatus { Digest = digest, Reason = Reasons.UpgradeFailed, Message = record.Cause, Since = seen.Now, Revision = newest.Revision - 1 },
        };
        return new Decision(null, status.Stalled(seen, Reasons.RolledBack, Reasons.RollbackSucceeded, message)
            .With(seen, ConditionTypes.Released, StatusExtensions.False, Reasons.UpgradeFailed, record.Cause ?? message)
            .With(seen, ConditionTypes.Remediated, StatusExtensions.True, Reasons.RollbackSucceeded, $"Helm rollback to revision {record.Target} succeeded for release {ReleaseNames.Full(seen, newest.Revision)}"));
    }

    private static Decision Held(Observation seen, RejectedStatus held)
    {
        string ready = held.Reason == Reasons.RolledBackByHand ? Reasons.RolledBackByHand : held.Reason;
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, Reasons.Rejected, ready, held.Message ?? held.Reason));
    }
}
