using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A list as written; elements with a question mark are left out where they have no value.</summary>
internal sealed class ListNode(EvaluationNode[] elements, IReadOnlySet<int> optionals) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1 + elements.Length);
        List<CelValue> values = new(elements.Length);
        for (int index = 0; index < elements.Length; index++)
        {
            CelValue value = elements[index].Evaluate(context);
            if (value.IsError)
            {
                return value;
            }

            if (optionals.Contains(index))
            {
                if (value.Kind != CelKind.Optional)
                {
                    return CelValue.Error($"cannot initialize optional list element from non-optional value {value}");
                }

                if (value.AsOptional is not { } inside)
                {
                    continue;
                }

                value = inside.Value;
            }

            values.Add(value);
        }

        return CelValue.FromList(new ArrayCelList(values));
    }
}
