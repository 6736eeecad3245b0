using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>or</c> and <c>orValue</c>: the other side is looked at only where the first has no value.</summary>
internal sealed class OptionalOrNode(EvaluationNode left, EvaluationNode right, bool isValueWanted) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        CelValue first = left.Evaluate(context);
        if (first.Kind != CelKind.Optional)
        {
            return first.IsError ? first : CelValue.NoSuchOverload;
        }

        return first.AsOptional is { } inside ? (isValueWanted ? inside.Value : first) : right.Evaluate(context);
    }
}
