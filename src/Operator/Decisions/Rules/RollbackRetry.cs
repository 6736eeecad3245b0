using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A rollback that failed is tried again on the same revision, with back-off and without end: it never makes revisions for ever. A changed spec, with options that may help, ends the pause.</summary>
internal static class RollbackRetry
{
    public static Decision Decide(Observation seen, RevisionSummary newest, OperationRecord record)
    {
        DateTimeOffset due = (newest.WrittenAt ?? seen.Now) + ExponentialDelay.After(record.Try);
        if (due <= seen.Now || record.Generation < seen.Release.Metadata.Generation)
        {
            return new Decision(
                new Step.PrepareRollback(record.Target ?? newest.Revision, record.Rejected, record.Cause ?? "failed", Retry: newest.Revision),
                seen.Release.CurrentStatus);
        }

        string message = $"{record.Cause}; the rollback to revision {record.Target} failed as well ({newest.Description ?? "see events"})";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Retrying(seen, Reasons.RollbackFailed, message, due), due);
    }
}
