using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>Nothing is done for a suspended release; what runs in the cluster goes on running.</summary>
internal sealed class SuspendedRule : IDecisionRule
{
    public Decision? Decide(Observation seen) =>
        seen.Release.Spec.Suspend && !seen.Release.IsDeleted
            ? new Decision(null, (seen.Release.CurrentStatus with { ObservedGeneration = seen.Release.Metadata.Generation }).Without(ConditionTypes.Reconciling))
            : null;
}
