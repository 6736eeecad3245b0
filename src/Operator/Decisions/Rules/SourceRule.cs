using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Without a chart nothing is rolled out.</summary>
internal sealed class SourceRule : IDecisionRule
{
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
            SourcePhase.NotSupported => new Decision(null, status.Judged(seen).Stalled(seen, Reasons.SourceNotSupported, seen.Source.Message!)),
            SourcePhase.Failed => new Decision(
                null,
                status.Judged(seen).NotReady(seen, Reasons.ArtifactFailed, seen.Source.Message!),
                seen.Source.RetryAt,
                new Notice(IsWarning: true, Reasons.ArtifactFailed, seen.Source.Message!)),

            // The release that runs stays what it is while the source is asked; a new one says that it waits.
            _ => new Decision(null, seen.History.Newest is null ? status.Progressing(seen, "Fetching the chart") : status),
        };
    }
}
