using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>Fields and elements of what an expression gives.</summary>
internal sealed class RelativeAttribute(EvaluationNode operand) : AttributeNode
{
    private readonly List<Qualifier> _qualifiers = [];

    public override void Add(Qualifier qualifier) => _qualifiers.Add(qualifier);

    public override CelValue Resolve(EvaluationContext context)
    {
        CelValue value = operand.Evaluate(context);
        return value.IsError ? value : Apply(context, value, _qualifiers);
    }
}
