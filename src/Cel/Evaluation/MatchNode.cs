using Steersman.Cel.Functions;
using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>matches</c> with an expression that is known when the program is made.</summary>
internal sealed class MatchNode(EvaluationNode text, CelPattern pattern, int patternLength) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        CelValue value = text.Evaluate(context);
        if (value.Kind != CelKind.String)
        {
            return value.IsError ? value : CelValue.NoSuchOverload;
        }

        context.SpendText((long)value.AsString.Length * (1 + (patternLength / 10)));
        return CelValue.FromBool(pattern.IsMatch(value.AsString));
    }
}
