using Steersman.Helm.Releases;
using Steersman.Kubernetes.Status.Causes;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>Which failed revisions may go on where they stopped when their objects become ready after all.</summary>
internal static class Recovery
{
    /// <summary>How long all must be ready: a container that crashes without a readiness probe is ready for a moment after each start.</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(10);

    /// <summary>True where a revision failed while its objects were waited for: everything before that was done.</summary>
    public static bool IsPossible(RevisionSummary newest) => newest is { Status: ReleaseStatus.Failed, Operation: { } record } && IsOfWait(record.Type switch
    {
        OperationType.Install or OperationType.Upgrade => record.Code,
        OperationType.Rollback => record.FailureCode,
        _ => null,
    });

    /// <summary>When that may be due; null where it is not in sight.</summary>
    public static DateTimeOffset? DueAt(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Operation is not null || seen.History.Newest is not { Operation: { } record } newest || !IsPossible(newest) || seen.Rollout is not { IsReady: true })
        {
            return null;
        }

        return IsWanted(seen, record) ? seen.Rollout.ReadySince + HoldsFor : null;
    }

    private static bool IsWanted(Observation seen, OperationRecord record)
    {
        if (seen.Release.Spec.RollbackTo is { Revision: int held })
        {
            return record.IsHold && record.Target == held;
        }

        string? attempt = record.Type == OperationType.Rollback ? record.Rejected : record.Attempt;
        return attempt is not null && !record.IsHold && (seen.Desired is null || seen.Desired.Attempt == attempt);
    }

    private static bool IsOfWait(string? code) => code == FailureText.Timeout || (Enum.TryParse(code, out CauseCode known) && Enum.GetName(known) == code);
}
