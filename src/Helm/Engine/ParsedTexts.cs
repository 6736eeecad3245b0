using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Parsing;

namespace Steersman.Helm.Engine;

/// <summary>The parsed texts of <c>tpl</c>: the same few are rendered over and over. Bounded: two generations, of which the older is dropped.</summary>
internal sealed class ParsedTexts(string name, int capacity)
{
    private readonly Lock _gate = new();
    private Dictionary<string, ParsedTemplate> _young = new(StringComparer.Ordinal);
    private Dictionary<string, ParsedTemplate> _old = new(StringComparer.Ordinal);
    private int _characters;

    /// <summary>The template of a text.</summary>
    /// <exception cref="ParseException">The text is no template.</exception>
    public ParsedTemplate Get(string text)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(text, out ParsedTemplate? known))
            {
                return known;
            }

            if (_old.TryGetValue(text, out known))
            {
                Keep(text, known);
                return known;
            }
        }

        ParsedTemplate parsed = TemplateParser.Parse(name, text, HelmFunctions.Map);
        lock (_gate)
        {
            Keep(text, parsed);
        }

        return parsed;
    }

    private void Keep(string text, ParsedTemplate parsed)
    {
        if (text.Length > capacity)
        {
            return;
        }

        if (_characters + text.Length > capacity)
        {
            (_old, _young, _characters) = (_young, new Dictionary<string, ParsedTemplate>(StringComparer.Ordinal), 0);
        }

        if (_young.TryAdd(text, parsed))
        {
            _characters += text.Length;
        }
    }
}
