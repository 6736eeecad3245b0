using System.Diagnostics.CodeAnalysis;

namespace Steersman.GoTemplate.Execution;

/// <summary>Templates that can call one another, by name. Immutable and safe for concurrent use.</summary>
public sealed class TemplateSet
{
    private readonly TemplateSet? _below;
    private readonly Dictionary<string, TemplateBody> _bodies;

    private TemplateSet(TemplateSet? below, Dictionary<string, TemplateBody> bodies)
    {
        _below = below;
        _bodies = bodies;
    }

    /// <summary>Puts together what was parsed, in that order: a later body replaces an earlier one of its name unless it is empty.</summary>
    public static TemplateSet Of(IEnumerable<ParsedTemplate> parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        TemplateSet set = new(null, new Dictionary<string, TemplateBody>(StringComparer.Ordinal));
        foreach (ParsedTemplate template in parsed)
        {
            set.Add(template);
        }

        return set;
    }

    /// <summary>A set that has these templates too, over those of this one, which stays as it is.</summary>
    public TemplateSet With(ParsedTemplate parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        TemplateSet set = new(this, new Dictionary<string, TemplateBody>(parsed.Definitions.Count + 1, StringComparer.Ordinal));
        set.Add(parsed);
        return set;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out TemplateBody? body)
    {
        for (TemplateSet? set = this; set is not null; set = set._below)
        {
            if (set._bodies.TryGetValue(name, out body))
            {
                return true;
            }
        }

        body = null;
        return false;
    }

    private void Add(ParsedTemplate parsed)
    {
        Add(parsed.Main);
        foreach (TemplateBody definition in parsed.Definitions)
        {
            Add(definition);
        }
    }

    private void Add(TemplateBody body)
    {
        if (!body.IsEmpty || !TryGet(body.Name, out _))
        {
            _bodies[body.Name] = body;
        }
    }
}
