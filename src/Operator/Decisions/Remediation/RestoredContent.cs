using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Remediation;

/// <summary>Which stored revision's content a revision holds.</summary>
internal static class RestoredContent
{
    /// <summary>True where the deployed newest revision is that one, was made from it, or from the same inputs: going back to it would change nothing.</summary>
    public static bool IsOf(History history, int wanted) => history.Newest is { Status: ReleaseStatus.Deployed } newest
        && (newest.Revision == wanted || SourceOf(newest) == wanted || HasInputsOf(newest, history.Find(wanted)));

    /// <summary>The revision that a rollback restored, by the operator's record or Helm's; null where it was no rollback.</summary>
    public static int? SourceOf(RevisionSummary revision) => revision.Operation is { Type: OperationType.Rollback, Target: { } target }
        ? target
        : revision.RollbackRevision > 0 ? revision.RollbackRevision : null;

    /// <summary>True where a rollback to the revision is possible: it was deployed once.</summary>
    public static bool IsUsable(RevisionSummary revision) => revision.Status is ReleaseStatus.Deployed or ReleaseStatus.Superseded or ReleaseStatus.Uninstalled;

    private static bool HasInputsOf(RevisionSummary newest, RevisionSummary? other) => newest.Operation?.Inputs is { } inputs && inputs == other?.Operation?.Inputs;
}
