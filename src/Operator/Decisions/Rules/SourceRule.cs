using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Without a chart nothing is rolled out.</summary>
internal sealed class SourceRule : IDecisionRule
{
    // Most charts are there before anybody could read that they are awaited.
    private static readonly TimeSpan Unspoken = TimeSpan.FromSeconds(2);

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        return seen.Source.Phase switch
        {
            SourcePhase.Ready => null,
            SourcePhase.Refused => new Decision(
                null, status.Judged(seen).Stalled(seen, seen.Source.Reason, seen.Source.Message!), null, new Notice(IsWarning: true, seen.Source.Reason, seen.Source.Message!)),
            SourcePhase.Failed => new Decision(
                null,
                status.Judged(seen).NotReady(seen, seen.Source.Reason, seen.Source.Message!),
                seen.Source.RetryAt,
                new Notice(IsWarning: true, seen.Source.Reason, seen.Source.Message!)),

            _ => Awaited(seen, status),
        };
    }

    // The release that runs stays what it is while the source is asked; a new one says that it waits.
    private static Decision Awaited(Observation seen, HelmReleaseStatus status)
    {
        if (seen.History.Newest is not null)
        {
            return new Decision(null, status);
        }

        DateTimeOffset due = (seen.Source.Since ?? seen.Now) + Unspoken;
        return due > seen.Now ? new Decision(null, status, due) : new Decision(null, status.Progressing(seen, "Fetching the chart"));
    }
}
