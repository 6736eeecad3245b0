using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

internal sealed class ConstantNode(CelValue value) : EvaluationNode
{
    public CelValue Value => value;

    public override CelValue Evaluate(EvaluationContext context) => value;
}
