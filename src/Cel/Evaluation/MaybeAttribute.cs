using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A name in an expression that was not checked: <c>a.b.c</c> may be a variable of that name, or a field of a variable <c>a.b</c> or <c>a</c>.</summary>
internal sealed class MaybeAttribute(string name) : AttributeNode
{
    private readonly List<AbsoluteAttribute> _readings = [new AbsoluteAttribute(name)];

    public override void Add(Qualifier qualifier)
    {
        CelValue key = qualifier switch
        {
            ConstantQualifier constant => constant.Key,
            PresenceQualifier presence => presence.Field.Key,
            _ => default,
        };
        string? longer = key.Kind == CelKind.String && !_readings[0].IsQualified ? $"{_readings[0].Name}.{key.AsString}" : null;
        foreach (AbsoluteAttribute reading in _readings)
        {
            reading.Add(qualifier);
        }

        if (longer is not null)
        {
            _readings.Insert(0, new AbsoluteAttribute(longer));
        }
    }

    public override CelValue Resolve(EvaluationContext context)
    {
        CelValue missing = default;
        foreach (AbsoluteAttribute reading in _readings)
        {
            CelValue value = reading.Resolve(context);
            if (!value.IsError || !value.AsError.IsMissingAttribute)
            {
                return value;
            }

            missing = missing.IsError ? missing : value;
        }

        return missing;
    }
}
