using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>Which revision an automatic rollback goes back to.</summary>
internal static class RollbackTarget
{
    /// <summary>
    /// The newest revision below the failed one that once was deployed: status deployed or superseded, no description of Helm's failure form (Helm marks
    /// failed revisions as superseded after a failed rollback), no failed test, since the last uninstall.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public static RevisionSummary? Choose(History history, int failed)
    {
        foreach (RevisionSummary stored in history.Revisions)
        {
            if (stored.Revision >= failed)
            {
                continue;
            }

            if (stored.Status is ReleaseStatus.Uninstalled or ReleaseStatus.Uninstalling)
            {
                return null;
            }

            if (stored.HasFailedTests)
            {
                continue;
            }

            if (stored.Status is ReleaseStatus.Deployed or ReleaseStatus.Superseded && !IsFailureText(stored.Description))
            {
                return stored;
            }

            if (stored.Operation?.Type == OperationType.Install)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsFailureText(string? description) => description is not null
        && (description.StartsWith("superseded by generation", StringComparison.Ordinal)
            || (description.Contains("\" failed: ", StringComparison.Ordinal)
                && (description.StartsWith("Release \"", StringComparison.Ordinal)
                    || description.StartsWith("Upgrade \"", StringComparison.Ordinal)
                    || description.StartsWith("Rollback \"", StringComparison.Ordinal))));
}
