using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>The finalizer is there before anything is written for the release.</summary>
internal sealed class FinalizerRule : IDecisionRule
{
    public Decision? Decide(Observation seen) =>
        seen.Release.HasFinalizer || seen.Release.IsDeleted ? null : new Decision(new Step.AddFinalizer(), seen.Release.CurrentStatus);
}
