namespace Steersman.Operator.Decisions;

/// <summary>One rule of the operator. Rules are asked in the order of <see cref="DecisionRules"/>; the first that has an answer wins.</summary>
public interface IDecisionRule
{
    /// <summary>Says what is to be done; null: this rule has nothing to say. Pure: no I/O, no clock but the observation's.</summary>
    Decision? Decide(Observation seen);
}
