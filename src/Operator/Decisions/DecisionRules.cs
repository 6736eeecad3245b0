using System.Collections.Immutable;
using Steersman.Operator.Decisions.Rules;

namespace Steersman.Operator.Decisions;

/// <summary>The specification of the operator: the rules in the order in which they are asked; the first that has an answer wins.</summary>
public static class DecisionRules
{
    private static readonly ImmutableArray<IDecisionRule> Rules =
    [
        new SuspendedRule(),
        new DeletedRule(),
        new FinalizerRule(),
        new InvalidRule(),
        new OwnedByOtherRule(),
        new ForeignOperationRule(),
        new OwnOperationRule(),
        new HeldRule(),
        new CommandRule(),
        new RemediationRule(),
        new NamespaceRule(),
        new DriftRule(),
        new SourceRule(),
        new ValuesRule(),
        new RefusedRule(),
        new RejectedRule(),
        new RolloutRule(),
        new SettledRule(),
    ];

    /// <summary>Says what is to be done now. Pure: the same observation has the same decision.</summary>
    public static Decision Decide(Observation seen)
    {
        ArgumentNullException.ThrowIfNull(seen);
        foreach (IDecisionRule rule in Rules)
        {
            if (rule.Decide(seen) is { } decision)
            {
                return DriftStatus.AddTo(decision, seen);
            }
        }

        throw new InvalidOperationException("no rule has an answer, though the last one always has");
    }
}
