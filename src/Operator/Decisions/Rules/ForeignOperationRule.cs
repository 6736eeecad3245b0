using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>An operation of somebody else is left alone until its last write is long past; then its revision counts as failed.</summary>
internal sealed class ForeignOperationRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (seen.History.Newest is not { Operation: null } newest || !(ReleaseStatus.IsPending(newest.Status) || newest.Status == ReleaseStatus.Uninstalling))
        {
            return null;
        }

        TimeSpan patience = seen.Release.Spec.Timeout > seen.ForeignOperationTimeout ? seen.Release.Spec.Timeout : seen.ForeignOperationTimeout;
        DateTimeOffset until = (newest.WrittenAt ?? seen.Now) + patience;
        bool isAsked = Commands.IsUnlocked(seen);
        if (isAsked || until <= seen.Now)
        {
            string unlocked = $"release {ReleaseNames.Full(seen, newest.Revision)} was left in state {newest.Status} by somebody else and is unlocked{(isAsked ? $", as the annotation {Api.WellKnown.Unlock} asked" : "")}";
            HelmReleaseStatus status = seen.Release.CurrentStatus with { LastHandledUnlock = seen.Release.UnlockRequest ?? seen.Release.CurrentStatus.LastHandledUnlock };
            return new Decision(new Step.FailRevision(newest.Revision, unlocked), status, null, new Notice(IsWarning: true, Reasons.PendingRelease, unlocked));
        }

        string message = $"release {ReleaseNames.Full(seen, newest.Revision)} is in state {newest.Status} by somebody else: left alone until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, or until the annotation {Api.WellKnown.Unlock} asks";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Progressing(seen, message), until);
    }
}
