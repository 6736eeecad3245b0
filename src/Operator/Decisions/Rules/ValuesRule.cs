using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Without its values nothing is rolled out. The objects are watched: their creation wakes the release.</summary>
internal sealed class ValuesRule : IDecisionRule
{
    public Decision? Decide(Observation seen) => seen.Release.IsDeleted || seen.Values.Error is not { } error
        ? null
        : new Decision(
            null,
            seen.Release.CurrentStatus.Judged(seen).NotReady(seen, Reasons.ValuesError, error),
            null,
            new Notice(IsWarning: true, Reasons.ValuesError, error));
}
