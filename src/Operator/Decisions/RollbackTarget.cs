using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>Which revision an automatic rollback goes back to.</summary>
internal static class RollbackTarget
{
    /// <summary>
    /// Of the revisions below the failed one that once were deployed, since the last install or uninstall: the newest that somebody marked as good, else the newest. That is
    /// status deployed or superseded, no description of Helm's failure form (Helm marks failed revisions as superseded after a failed rollback), no failed test.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public static RevisionSummary? Choose(History history, int failed)
    {
        RevisionSummary? newest = null;
        foreach (RevisionSummary stored in history.Revisions.Where(revision => revision.Revision < failed))
        {
            if (stored.Status is ReleaseStatus.Uninstalled or ReleaseStatus.Uninstalling)
            {
                break;
            }

            if (WasDeployed(stored) && !stored.HasFailedTests)
            {
                if (stored.IsGood)
                {
                    return stored;
                }

                newest ??= stored;
            }

            if (stored.Operation?.Type == OperationType.Install)
            {
                break;
            }
        }

        return newest;
    }

    private static bool WasDeployed(RevisionSummary stored) => stored.Status is ReleaseStatus.Deployed or ReleaseStatus.Superseded && !IsFailureText(stored.Description);

    private static bool IsFailureText(string? description) => description is not null
        && (description.StartsWith("superseded by generation", StringComparison.Ordinal)
            || (description.Contains("\" failed: ", StringComparison.Ordinal)
                && (description.StartsWith("Release \"", StringComparison.Ordinal)
                    || description.StartsWith("Upgrade \"", StringComparison.Ordinal)
                    || description.StartsWith("Rollback \"", StringComparison.Ordinal))));
}
