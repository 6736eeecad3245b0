using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>==</c> and <c>!=</c>: values of different types are not equal, and that is no error.</summary>
internal sealed class EqualityNode(EvaluationNode left, EvaluationNode right, bool isNegated) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        CelValue first = left.Evaluate(context);
        CelValue second = right.Evaluate(context);
        if (first.IsError)
        {
            return first;
        }

        if (second.IsError)
        {
            return second;
        }

        context.SpendText(SizeOf(first));
        return CelValue.FromBool(CelEquality.Equal(first, second) != isNegated);
    }

    private static long SizeOf(CelValue value) => value.Kind switch
    {
        CelKind.String => value.AsString.Length,
        CelKind.Bytes => value.AsBytes.Length,
        CelKind.List => 10L * value.AsList.Count,
        CelKind.Map => 10L * value.AsMap.Count,
        _ => 0,
    };
}
