using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary><c>has(a.b.c)</c>.</summary>
internal sealed class PresenceNode(AttributeNode attribute) : AttributeNode
{
    public override void Add(Qualifier qualifier) => attribute.Add(qualifier is ConstantQualifier field ? new PresenceQualifier(field) : qualifier);

    public override CelValue Resolve(EvaluationContext context)
    {
        CelValue value = attribute.Resolve(context);
        return value.Kind == CelKind.Optional ? CelValue.FromBool(value.AsOptional is not null) : value.Settled();
    }
}
