using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A field by its name, or an index that is written as a constant.</summary>
internal sealed class ConstantQualifier(CelValue key, bool isOptional) : Qualifier
{
    public CelValue Key => key;

    public override bool IsOptional => isOptional;

    /// <summary>The kinds of values that can be keys.</summary>
    public static bool CanBe(CelKind kind) => kind is CelKind.String or CelKind.Int or CelKind.Uint or CelKind.Bool or CelKind.Double;

    public override CelValue Qualify(EvaluationContext context, CelValue value) => TryFind(value, key, out CelValue found) || found.IsError ? found : Missing(value, key);

    public override bool TryQualify(EvaluationContext context, CelValue value, out CelValue found) => TryFind(value, key, out found);
}
