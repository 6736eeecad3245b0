using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A variable, or a type by its name.</summary>
internal sealed class AbsoluteAttribute(string name) : AttributeNode
{
    private readonly List<Qualifier> _qualifiers = [];

    public string Name => name;

    public bool IsQualified => _qualifiers.Count > 0;

    public override void Add(Qualifier qualifier) => _qualifiers.Add(qualifier);

    public override CelValue Resolve(EvaluationContext context)
    {
        context.Spend(1);
        if (context.TryGet(name, out CelValue value))
        {
            return value.IsError ? value : Apply(context, value, _qualifiers);
        }

        return _qualifiers.Count == 0 && RuntimeTypes.TryFind(name, out value) ? value : CelValue.MissingAttribute(name);
    }
}
