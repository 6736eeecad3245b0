using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>How often a desired state failed, from the newest revision's record and, where an uninstall took that away, from the status.</summary>
internal static class FailureCount
{
    /// <summary>Failures of one kind of action on the way to that state; 0 for a state that was not tried.</summary>
    public static int Of(Observation seen, OperationType type, string attempt)
    {
        OperationRecord? record = seen.History.Newest?.Operation;
        bool isOfState = record is not null && (record.Rejected == attempt || (record.Attempt == attempt && record.Type == type));
        HelmReleaseStatus status = seen.Release.CurrentStatus;
        int known = status.LastAttemptedDigest == attempt ? (type == OperationType.Install ? status.InstallFailures : status.UpgradeFailures) ?? 0 : 0;
        return Math.Max(isOfState ? record!.Failures : 0, known);
    }
}
