using Steersman.Helm.Releases;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// What lies below the revision that runs is settled: of a settle that was cut off between its two halves the older revision is superseded, and a pending one that somebody else's
/// revision came before counts as failed, which Helm leaves pending.
/// </summary>
internal sealed class UnsettledRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.History.Newest is not { Status: ReleaseStatus.Deployed, Operation: not null } newest)
        {
            return null;
        }

        // One that is to be held is judged as it is.
        RevisionSummary[] older = [.. seen.History.Revisions.Skip(1)];
        if (Array.Find(older, revision => ReleaseStatus.IsPending(revision.Status) && revision.Revision != seen.Release.Spec.RollbackTo?.Revision) is { } pending)
        {
            return new Decision(new Step.FailRevision(pending.Revision, $"superseded by revision {newest.Revision} before it was ready", IsSuperseded: true), seen.Release.CurrentStatus);
        }

        return older.Any(revision => revision.Status == ReleaseStatus.Deployed) ? new Decision(new Step.SupersedeOlder(), seen.Release.CurrentStatus) : null;
    }
}
