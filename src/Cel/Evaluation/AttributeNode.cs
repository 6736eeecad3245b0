using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>Something that fields and indexes are taken from (cel-go <c>interpreter/attributes.go</c>). Qualifiers are added while a program is planned, never later.</summary>
internal abstract class AttributeNode : EvaluationNode
{
    /// <summary>The value, or an error that may still say that a variable is missing.</summary>
    public abstract CelValue Resolve(EvaluationContext context);

    /// <summary>Takes a field or an element of what was taken before.</summary>
    public abstract void Add(Qualifier qualifier);

    public override CelValue Evaluate(EvaluationContext context) => Resolve(context).Settled();

    /// <summary>Takes one after another; with an optional among them the result is optional, and nothing where one is missing.</summary>
    protected static CelValue Apply(EvaluationContext context, CelValue value, List<Qualifier> qualifiers)
    {
        bool isOptional = value.Kind == CelKind.Optional;
        if (isOptional)
        {
            if (value.AsOptional is not { } inside)
            {
                return value;
            }

            value = inside.Value;
        }

        foreach (Qualifier qualifier in qualifiers)
        {
            context.Spend(1);
            isOptional = isOptional || qualifier.IsOptional;
            if (!isOptional)
            {
                value = qualifier.Qualify(context, value);
            }
            else if (!qualifier.TryQualify(context, value, out value))
            {
                return value.IsError ? value : CelValue.None;
            }

            if (value.IsError)
            {
                return value;
            }
        }

        return isOptional ? CelValue.Some(value) : value;
    }
}
