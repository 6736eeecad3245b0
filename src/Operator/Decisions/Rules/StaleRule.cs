namespace Steersman.Operator.Decisions.Rules;

/// <summary>Where the newest revision was made for a newer generation than the watch has shown, another operator is ahead: nothing is done until the watch has caught up.</summary>
internal sealed class StaleRule : IDecisionRule
{
    public Decision? Decide(Observation seen) =>
        seen.History.Newest?.Operation is { } record && record.Uid == seen.Release.Metadata.Uid && record.Generation > seen.Release.Metadata.Generation
            ? new Decision(null, seen.Release.CurrentStatus)
            : null;
}
