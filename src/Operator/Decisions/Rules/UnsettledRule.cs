using Steersman.Helm.Releases;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A settle that was cut off between its two halves - the new revision deployed, the older one not yet superseded - is finished.</summary>
internal sealed class UnsettledRule : IDecisionRule
{
    public Decision? Decide(Observation seen) =>
        !seen.Release.IsDeleted
        && seen.History.Newest is { Status: ReleaseStatus.Deployed, Operation: not null }
        && seen.History.Revisions.Skip(1).Any(older => older.Status == ReleaseStatus.Deployed)
            ? new Decision(new Step.SupersedeOlder(), seen.Release.CurrentStatus)
            : null;
}
