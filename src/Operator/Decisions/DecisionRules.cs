using System.Collections.Immutable;
using Steersman.Operator.Decisions.Drift;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Operator.Decisions.Rules;

namespace Steersman.Operator.Decisions;

/// <summary>The specification of the operator: the rules in the order in which they are asked; the first that has an answer wins.</summary>
public static class DecisionRules
{
    private static readonly ImmutableArray<IDecisionRule> Rules =
    [
        new StaleRule(),
        new SuspendedRule(),
        new ConnectionRule(),
        new TerminatingRule(),
        new DeletedRule(),
        new FinalizerRule(),
        new InvalidRule(),
        new OwnedByOtherRule(),
        new AdoptionRule(),
        new ForeignOperationRule(),
        new MarkGoodRule(),
        new OwnOperationRule(),
        new UnsettledRule(),
        new DriftRule(),
        new HeldRule(),
        new CommandRule(),
        new RecoveredRule(),
        new RemediationRule(),
        new NamespaceRule(),
        new DependencyRule(isFirst: true),
        new SourceRule(),
        new ValuesRule(),
        new RefusedRule(),
        new RejectedRule(),
        new DependencyRule(isFirst: false),
        new PlanRule(),
        new MoveRule(),
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
                return ClusterChange.Tell(seen, DriftStatus.AddTo(Plans.Tidy(seen, WithRecovery(seen, decision)), seen));
            }
        }

        throw new InvalidOperationException("no rule has an answer, though the last one always has");
    }

    // Whatever a failed revision waits for, its recovery is looked for when it is due.
    private static Decision WithRecovery(Observation seen, Decision decision) =>
        decision.Step is null && Recovery.DueAt(seen) is { } due && due > seen.Now && (decision.WakeAt is null || due < decision.WakeAt) ? decision with { WakeAt = due } : decision;
}
