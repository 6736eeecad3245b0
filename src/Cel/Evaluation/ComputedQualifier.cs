using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>An index that is computed.</summary>
internal sealed class ComputedQualifier(AttributeNode index, bool isOptional) : Qualifier
{
    public override bool IsOptional => isOptional;

    public override CelValue Qualify(EvaluationContext context, CelValue value)
    {
        CelValue key = Key(context);
        if (key.IsError)
        {
            return key;
        }

        return TryFind(value, key, out CelValue found) || found.IsError ? found : Missing(value, key);
    }

    public override bool TryQualify(EvaluationContext context, CelValue value, out CelValue found)
    {
        CelValue key = Key(context);
        found = key;
        return !key.IsError && TryFind(value, key, out found);
    }

    private CelValue Key(EvaluationContext context)
    {
        CelValue key = index.Resolve(context);
        return key.IsError || ConstantQualifier.CanBe(key.Kind) ? key
            : CelValue.Error($"invalid qualifier type: {(key.Kind == CelKind.Null ? "<nil>" : RuntimeTypes.GoNameOf(key))}");
    }
}
