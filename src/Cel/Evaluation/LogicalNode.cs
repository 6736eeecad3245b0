using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>&amp;&amp;</c> and <c>||</c>: one side may decide whatever the other is, an error included.</summary>
/// <param name="left">The first side.</param>
/// <param name="right">The other side.</param>
/// <param name="deciding">What decides: false for and, true for or.</param>
internal sealed class LogicalNode(EvaluationNode left, EvaluationNode right, bool deciding) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1);
        CelValue first = left.Evaluate(context);
        if (first.Kind == CelKind.Bool && first.IsTrue == deciding)
        {
            return first;
        }

        CelValue second = right.Evaluate(context);
        if (second.Kind == CelKind.Bool && second.IsTrue == deciding)
        {
            return second;
        }

        return first.Kind != CelKind.Bool ? AsError(first) : second.Kind != CelKind.Bool ? AsError(second) : CelValue.FromBool(!deciding);
    }

    private static CelValue AsError(CelValue value) => value.IsError ? value : CelValue.NoSuchOverload;
}
