using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>The last field of <c>has(a.b.c)</c>: whether it is there.</summary>
internal sealed class PresenceQualifier(ConstantQualifier tested) : Qualifier
{
    public ConstantQualifier Field => tested;

    public override bool IsOptional => tested.IsOptional;

    public override CelValue Qualify(EvaluationContext context, CelValue value) =>
        tested.TryQualify(context, value, out CelValue found) ? CelValue.True : found.IsError ? found : CelValue.False;

    public override bool TryQualify(EvaluationContext context, CelValue value, out CelValue found) => tested.TryQualify(context, value, out found);
}
