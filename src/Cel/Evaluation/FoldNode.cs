using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A fold over the elements of a list or the keys of a map.</summary>
internal sealed class FoldNode(
    EvaluationNode range, string variable, string accumulator, EvaluationNode initial, EvaluationNode condition, EvaluationNode step, EvaluationNode result) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1);
        CelValue folded = range.Evaluate(context);
        if (folded.IsError)
        {
            return folded;
        }

        if (folded.Kind is not (CelKind.List or CelKind.Map))
        {
            return CelValue.Error($"got '{RuntimeTypes.GoNameOf(folded)}', expected iterable type");
        }

        FoldScope scope = new(context.Scope, variable, accumulator, initial);
        context.Scope = scope;
        foreach (CelValue element in Elements(folded))
        {
            context.Spend(1);
            scope.Element = element;
            CelValue goesOn = condition.Evaluate(context);
            if (goesOn.IsFalse)
            {
                break;
            }

            scope.Accumulate(step.Evaluate(context));
        }

        scope.IsFinished = true;
        CelValue value = result.Evaluate(context);
        context.Scope = scope.Outer;
        return value.Kind == CelKind.List && value.AsList is GrowingCelList grown ? CelValue.FromList(grown.Freeze()) : value;
    }

    private static IEnumerable<CelValue> Elements(CelValue folded)
    {
        if (folded.Kind == CelKind.Map)
        {
            return folded.AsMap.Keys;
        }

        CelList list = folded.AsList;
        return Enumerable.Range(0, list.Count).Select(index => list[index]);
    }
}
