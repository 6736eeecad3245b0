using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>An uninstall that failed is tried again, with back-off and without end. A changed spec, with options that may help, ends the pause.</summary>
internal static class UninstallRetry
{
    public static Decision Decide(Observation seen, RevisionSummary newest, OperationRecord record)
    {
        DateTimeOffset due = (newest.WrittenAt ?? seen.Now) + ExponentialDelay.After(record.Try);
        if (due <= seen.Now || record.Generation < seen.Release.Metadata.Generation)
        {
            return new Decision(new Step.PrepareUninstall(record.Rejected, record.Cause), seen.Release.CurrentStatus);
        }

        string message = $"Helm uninstall failed for release {ReleaseNames.Short(seen)}: {record.Failure ?? newest.Description ?? "see events"}";
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen)
            .Retrying(seen, Reasons.UninstallFailed, message, due)
            .With(seen, ConditionTypes.Released, StatusExtensions.False, Reasons.UninstallFailed, message);
        return new Decision(null, status, due);
    }
}
