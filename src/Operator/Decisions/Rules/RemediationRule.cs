using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A failed revision of ours is undone, kept, or tried again, as long as nothing newer is asked for. Undoing needs neither source nor values.</summary>
internal sealed class RemediationRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        Decision? remedy = Remedy(seen);
        if (remedy is null || !IsNewerAsked(seen))
        {
            return remedy;
        }

        // Something newer is asked for. Where that may not be rolled out yet, what failed is undone meanwhile.
        return remedy.Step is not null && Plans.HoldBack(seen) ? remedy : null;
    }

    /// <summary>How the failed revision is undone, kept, or tried again, whatever else is asked for; null where there is nothing to undo.</summary>
    internal static Decision? Remedy(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.History.Newest is not { Status: ReleaseStatus.Failed, Operation: { } record } newest || seen.Source.Phase == SourcePhase.Fetching)
        {
            return null;
        }

        string? failed = Failed(record);
        if (IsOfUninstall(record))
        {
            return UninstallRetry.Decide(seen, newest, record);
        }

        if (record.Type == OperationType.Rollback)
        {
            // A rollback that nobody's failure led to has nothing newer to give way to, but for the end of a hold.
            return failed is null && record.IsHold ? null : RollbackRetry.Decide(seen, newest, record);
        }

        if (failed is null)
        {
            return null;        // superseded
        }

        RemediationPolicy policy = RemediationPolicy.Of(seen.Release.Spec, record.Type);
        int failures = Math.Max(record.Failures, 1);
        if (policy.KeepsAndRetries)
        {
            return TryAgain(seen, newest, record, policy.DelayAfter(failures));
        }

        if (policy.IsExhausted(failures) && !policy.RemediatesLast)
        {
            return Keep(seen, newest, record, failed, failures);
        }

        return policy.Strategy == RemediationStrategy.Rollback ? RollBack(seen, newest, record, failed) : Remove(seen, newest, record, failed);
    }

    private static bool IsNewerAsked(Observation seen) => seen is { Desired: { } desired, History.Newest.Operation: { } record }
        && !IsOfUninstall(record) && Failed(record) is { } failed && (desired.Attempt != failed || Commands.IsTryAsked(seen));

    private static bool IsOfUninstall(OperationRecord record) => record.Type == OperationType.Uninstall && (record.Cause is not null || record.Move is not null);

    private static string? Failed(OperationRecord record) => record.Type is OperationType.Rollback or OperationType.Uninstall ? record.Rejected : record.Attempt;

    private static Decision RollBack(Observation seen, RevisionSummary newest, OperationRecord record, string failed)
    {
        string cause = Cause(newest, record);
        if (RollbackTarget.Choose(seen.History, newest.Revision, seen.Release.CurrentStatus.History) is not { } target)
        {
            string message = $"{cause}; no revision to roll back to";
            HelmReleaseStatus stalled = Rejected(seen, failed, Reasons.MissingRollbackTarget, cause, newest.Revision)
                .Stalled(seen, Reasons.MissingRollbackTarget, Reasons.UpgradeFailed, message);
            return new Decision(null, stalled);
        }

        return new Decision(new Step.PrepareRollback(target.Revision, failed, cause, Retry: null), seen.Release.CurrentStatus);
    }

    // After an upgrade the state is installed anew, so it is not rejected yet: the install's own policy counts from there.
    private static Decision Remove(Observation seen, RevisionSummary newest, OperationRecord record, string failed) =>
        new(new Step.PrepareUninstall(record.Type == OperationType.Install ? failed : null, Cause(newest, record)), seen.Release.CurrentStatus);

    private static Decision Keep(Observation seen, RevisionSummary newest, OperationRecord record, string failed, int failures)
    {
        string cause = Cause(newest, record);
        string message = $"{cause}; revision {newest.Revision} is kept as it is";
        string stalled = $"Failed to {ReleaseNames.Verb(record.Type)} after {failures} attempt(s)";

        // What failed its tests was released all the same, as Flux has it.
        bool isOfTests = record.Code == Reasons.TestFailed;
        string reason = isOfTests ? Reasons.TestFailed : ReleaseNames.Failed(record.Type);
        HelmReleaseStatus status = Rejected(seen, failed, reason, cause, newest.Revision)
            .Stalled(seen, Reasons.RetriesExceeded, reason, message)
            .With(seen, ConditionTypes.Stalled, StatusExtensions.True, Reasons.RetriesExceeded, stalled);
        return new Decision(null, isOfTests ? status : status.With(seen, ConditionTypes.Released, StatusExtensions.False, reason, message));
    }

    private static Decision? TryAgain(Observation seen, RevisionSummary newest, OperationRecord record, TimeSpan delay)
    {
        DateTimeOffset due = (newest.WrittenAt ?? seen.Now) + delay;
        string reason = ReleaseNames.Failed(record.Type);
        return due <= seen.Now
            ? null
            : new Decision(
                null,
                seen.Release.CurrentStatus.Judged(seen).Failing(record, record.Type).Retrying(seen, reason, Cause(newest, record), due).With(seen, ConditionTypes.Released, StatusExtensions.False, reason, Cause(newest, record)),
                due);
    }

    private static string Cause(RevisionSummary newest, OperationRecord record) => record.Cause ?? newest.Description ?? "failed";

    private static HelmReleaseStatus Rejected(Observation seen, string digest, string reason, string cause, int revision)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen);
        status = seen.History.Newest?.Operation is { } record ? status.Failing(record, record.Type) : status;
        return status.Rejected?.Digest == digest ? status : status with
        {
            Rejected = new RejectedStatus { Digest = digest, Reason = reason, Message = cause, Since = seen.Now, Revision = revision },
        };
    }
}
