using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// <c>spec.rollbackTo</c> holds the release at a stored revision. Source, values and everything else that is asked for are not consulted while it does: going
/// back works when they are gone.
/// </summary>
internal sealed class HeldRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Release.Spec.RollbackTo is not { Revision: int wanted })
        {
            return null;
        }

        RevisionSummary? newest = seen.History.Newest;
        if (newest is { Status: ReleaseStatus.Failed, Operation: { Type: OperationType.Rollback, IsHold: true } record } && record.Target == wanted)
        {
            return RecoveredRule.Recover(seen) ?? RollbackRetry.Decide(seen, newest, record);
        }

        if (RestoredContent.IsOf(seen.History, wanted))
        {
            return Held(seen, newest!, wanted);
        }

        return seen.History.Find(wanted) switch
        {
            null => Stall(seen, Reasons.RevisionNotFound, $"spec.rollbackTo.revision: revision {wanted} is not in the history of release {ReleaseNames.Short(seen)}; stored are {Stored(seen.History)}"),
            { } target when !RestoredContent.IsUsable(target) =>
                Stall(seen, Reasons.RevisionNotUsable, $"spec.rollbackTo.revision: revision {wanted} is {target.Status}: choose one that was deployed, of {Stored(seen.History)}"),
            _ => new Decision(new Step.PrepareRollback(wanted, RejectedBy(newest), $"held at revision {wanted}", Retry: null) { IsHold = true }, seen.Release.CurrentStatus),
        };
    }

    private static Decision Held(Observation seen, RevisionSummary newest, int wanted)
    {
        HelmReleaseStatus status = seen.Release.CurrentStatus.Judged(seen).TryHandled(seen);
        Notice? notice = null;
        if (Commands.Rollback(seen) is { } request)
        {
            notice = new Notice(IsWarning: true, Reasons.RollbackIgnored, $"annotation {Api.WellKnown.Rollback}: \"{request}\" has no effect: spec.rollbackTo holds the release at revision {wanted}");
            status = status with { LastHandledRollback = request };
        }

        string message = $"held at revision {wanted}; generation {seen.Release.Metadata.Generation} not rolled out";
        status = (status with
        {
            Operation = null,
            Progress = null,
            Failure = null,
            NextRetryAt = null,
            Pinned = new PinnedStatus { Revision = wanted, HeldAs = newest.Revision, Digest = newest.Operation?.Inputs },
        })
            .Without(ConditionTypes.Reconciling)
            .Without(ConditionTypes.Stalled)
            .Without(ConditionTypes.Remediated)
            .With(seen, ConditionTypes.Released, StatusExtensions.True, Reasons.HeldAtRevision, message)
            .With(seen, ConditionTypes.Ready, StatusExtensions.True, Reasons.HeldAtRevision, message);
        return Degradation.Follow(seen, status, notice);
    }

    private static Decision Stall(Observation seen, string reason, string message) =>
        new(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, reason, message), null, new Notice(IsWarning: true, reason, message));

    // What was rejected before stays so: removing the field does not bring it back.
    private static string? RejectedBy(RevisionSummary? newest) => newest switch
    {
        { Status: ReleaseStatus.Failed, Operation: { Type: not OperationType.Rollback } failed } => failed.Attempt,
        { Operation.Rejected: { } rejected } => rejected,
        _ => null,
    };

    private static string Stored(History history) =>
        history.Revisions.IsEmpty ? "none" : string.Join(", ", history.Revisions.Take(10).Select(revision => $"{revision.Revision} ({revision.Status})"));
}
