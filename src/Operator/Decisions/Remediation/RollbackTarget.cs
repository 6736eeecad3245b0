using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>Which revision an automatic rollback goes back to.</summary>
internal static class RollbackTarget
{
    /// <summary>
    /// Of the revisions below the failed one that once were deployed, since the last install or uninstall: the newest that somebody marked as good, else the newest. That is
    /// status deployed or superseded, no description of Helm's failure form (Helm marks failed revisions as superseded after a failed rollback), no failed test, and, where
    /// Helm took the record away, no verdict against it in the status.
    /// </summary>
    /// <param name="history">The stored revisions.</param>
    /// <param name="failed">The revision to go back from.</param>
    /// <param name="told">What the status tells of revisions; null where it tells nothing.</param>
    /// <returns>Null where there is none.</returns>
    public static RevisionSummary? Choose(History history, int failed, IReadOnlyList<HistoryEntry>? told = null)
    {
        RevisionSummary? newest = null;
        foreach (RevisionSummary stored in history.Revisions.Where(revision => revision.Revision < failed))
        {
            if (IsOfAnEnd(stored))
            {
                break;
            }

            if (WasDeployed(stored) && !stored.HasFailedTests && !IsCondemned(stored, told))
            {
                if (stored.IsGood)
                {
                    return stored;
                }

                newest ??= stored;
            }

            if (IsInstall(stored))
            {
                break;
            }
        }

        return newest;
    }

    // An install over what is left of a release marks it as superseded, which is not that it once ran before the next one.
    private static bool IsOfAnEnd(RevisionSummary stored) =>
        stored.Status is ReleaseStatus.Uninstalled or ReleaseStatus.Uninstalling || stored.Operation?.Type == OperationType.Uninstall || stored.Description == RevisionText.Replaced;

    private static bool IsInstall(RevisionSummary stored) => stored.Operation is { } record ? record.Type == OperationType.Install : stored.Description == RevisionText.Installed;

    private static bool IsCondemned(RevisionSummary stored, IReadOnlyList<HistoryEntry>? told) =>
        stored.Operation is null && told?.FirstOrDefault(entry => entry.Version == stored.Revision) is { Verdict: HistoryProjection.Failed };

    private static bool WasDeployed(RevisionSummary stored) => stored.Status is ReleaseStatus.Deployed or ReleaseStatus.Superseded && !IsFailureText(stored.Description);

    private static bool IsFailureText(string? description) => description is not null
        && (description.StartsWith("superseded by generation", StringComparison.Ordinal)
            || (description.Contains("\" failed: ", StringComparison.Ordinal)
                && (description.StartsWith("Release \"", StringComparison.Ordinal)
                    || description.StartsWith("Upgrade \"", StringComparison.Ordinal)
                    || description.StartsWith("Rollback \"", StringComparison.Ordinal))));
}
