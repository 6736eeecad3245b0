using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>condition ? a : b</c>; what is taken from it is taken from the side that is chosen.</summary>
internal sealed class ConditionalAttribute(EvaluationNode condition, AttributeNode ifTrue, AttributeNode ifFalse) : AttributeNode
{
    public override void Add(Qualifier qualifier)
    {
        ifTrue.Add(qualifier);
        ifFalse.Add(qualifier);
    }

    public override CelValue Resolve(EvaluationContext context)
    {
        CelValue value = condition.Evaluate(context);
        return value.Kind == CelKind.Bool ? (value.IsTrue ? ifTrue : ifFalse).Resolve(context) : value.IsError ? value : CelValue.NoSuchOverload;
    }
}
