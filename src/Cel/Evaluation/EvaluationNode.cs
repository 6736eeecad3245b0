using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A node of the plan that an expression becomes. Immutable once planned, and safe for many evaluations at a time.</summary>
internal abstract class EvaluationNode
{
    public abstract CelValue Evaluate(EvaluationContext context);
}
