using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A release that another HelmRelease made, and that still exists, is left to it.</summary>
internal sealed class OwnedByOtherRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        if (!seen.IsOwnedByOther || seen.Release.IsDeleted)
        {
            return null;
        }

        string message = $"release {ReleaseNames.Short(seen)} belongs to HelmRelease {seen.History.Newest?.Operation?.Owner}: choose another spec.releaseName, or delete the other one";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).Stalled(seen, Reasons.ReleaseOwned, message), null, new Notice(IsWarning: true, Reasons.ReleaseOwned, message));
    }
}
