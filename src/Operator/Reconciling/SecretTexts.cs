using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;
using Steersman.Yaml;

namespace Steersman.Operator.Reconciling;

/// <summary>The texts of a release's values that came from Secrets, so that no message shows them.</summary>
internal sealed class SecretTexts
{
    // Shorter ones would blot out half of every message and are no secrets worth the name.
    private const int ShortestSecret = 4;
    private const string Mask = "***";

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>Adds a text, and every text in it where it is YAML.</summary>
    public void Add(string text)
    {
        AddText(text.Trim());
        try
        {
            Collect(ValueYaml.Parse(text));
        }
        catch (YamlException)
        {
        }
    }

    /// <summary>The message with every known text replaced.</summary>
    public string Hide(string message)
    {
        foreach (string text in _texts.OrderByDescending(text => text.Length))
        {
            message = message.Replace(text, Mask, StringComparison.Ordinal);
        }

        return message;
    }

    private void Collect(Value value)
    {
        if (value.TryGetString(out string? text))
        {
            AddText(text);
        }
        else if (value.TryGetMap(out ValueMap? map))
        {
            foreach ((_, Value inner) in map)
            {
                Collect(inner);
            }
        }
        else if (value.TryGetList(out ValueList? list))
        {
            foreach (Value inner in list)
            {
                Collect(inner);
            }
        }
    }

    private void AddText(string text)
    {
        if (text.Length >= ShortestSecret)
        {
            _texts.Add(text);
        }
    }
}
