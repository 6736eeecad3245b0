using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A map as written; entries with a question mark are left out where they have no value.</summary>
internal sealed class MapNode((EvaluationNode Key, EvaluationNode Value, bool IsOptional)[] entries) : EvaluationNode
{
    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1 + entries.Length);
        DictionaryCelMap map = new();
        foreach ((EvaluationNode keyNode, EvaluationNode valueNode, bool isOptional) in entries)
        {
            CelValue key = keyNode.Evaluate(context);
            if (key.IsError)
            {
                return key;
            }

            CelValue value = valueNode.Evaluate(context);
            if (value.IsError)
            {
                return value;
            }

            if (key.Kind == CelKind.Bytes)
            {
                return CelValue.Error("internal error: runtime error: hash of unhashable type types.Bytes");
            }

            if (isOptional)
            {
                if (value.Kind != CelKind.Optional)
                {
                    return CelValue.Error($"cannot initialize optional entry '{key}' from non-optional value {value}");
                }

                if (value.AsOptional is not { } inside)
                {
                    map.Remove(key);
                    continue;
                }

                value = inside.Value;
            }

            map.Set(key, value);
        }

        return CelValue.FromMap(map);
    }
}
