using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A message of a well-known type as written.</summary>
internal sealed class MessageNode(WellKnownMessage message, (string Name, EvaluationNode Value, bool IsOptional)[] fields) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1 + fields.Length);
        Dictionary<string, CelValue> values = new(StringComparer.Ordinal);
        foreach ((string name, EvaluationNode node, bool isOptional) in fields)
        {
            CelValue value = node.Evaluate(context);
            if (value.IsError)
            {
                return value;
            }

            if (isOptional)
            {
                if (value.Kind != CelKind.Optional)
                {
                    return CelValue.Error($"cannot initialize optional entry '{name}' from non-optional value {value}");
                }

                if (value.AsOptional is not { } inside)
                {
                    values.Remove(name);
                    continue;
                }

                value = inside.Value;
            }

            values[name] = value;
        }

        return message.Create(values);
    }
}
