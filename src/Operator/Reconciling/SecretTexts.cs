using System.Text;
using System.Text.Json.Nodes;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Releases;
using Steersman.Helm.Values;
using Steersman.Kubernetes.Client.Json;
using Steersman.Releases.Applying;
using Steersman.Yaml;

namespace Steersman.Operator.Reconciling;

/// <summary>The texts of a release's values that came from Secrets, so that no message shows them.</summary>
internal sealed class SecretTexts
{
    // Shorter ones would blot out half of every message and are no secrets worth the name.
    private const int ShortestSecret = 4;
    private const string Mask = "***";

    // Charts encode passwords, not documents.
    private const int LongestEncoded = 1024;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The texts of every Secret that a release holds, in its manifest or as a hook.</summary>
    /// <exception cref="ManifestException">The manifest cannot be read, so that its secrets are not known.</exception>
    public static SecretTexts Of(Release release)
    {
        SecretTexts texts = new();
        foreach (JsonObject item in ManifestReader.Documents(release.Manifest).Concat((release.Hooks ?? []).SelectMany(hook => ManifestReader.Documents(hook.Manifest))))
        {
            if (item.GetString("apiVersion") == "v1" && item.GetString("kind") == "Secret")
            {
                texts.AddSecret(item);
            }
        }

        return texts;
    }

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

    /// <summary>Adds the texts of others.</summary>
    public void Add(SecretTexts? others) => _texts.UnionWith(others?._texts ?? []);

    /// <summary>Adds every text in values, but for those that are told anyway.</summary>
    public void Add(ValueMap? values, ValueMap? told)
    {
        SecretTexts all = new();
        SecretTexts open = new();
        all.Collect(Value.FromMap(values ?? new ValueMap()));
        open.Collect(Value.FromMap(told ?? new ValueMap()));
        _texts.UnionWith(all._texts.Except(open._texts, StringComparer.Ordinal));
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

    private void AddSecret(JsonObject secret)
    {
        foreach ((_, JsonNode? value) in secret.GetObject("stringData") ?? [])
        {
            Add(value?.ToString() ?? "");
        }

        foreach ((_, JsonNode? value) in secret.GetObject("data") ?? [])
        {
            string encoded = value?.ToString() ?? "";
            AddText(encoded);
            byte[] data = new byte[encoded.Length];
            if (Convert.TryFromBase64String(encoded, data, out int length))
            {
                Add(GoString.FromBytes(data.AsSpan(0, length).ToArray()));
            }
        }
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
        if (text.Length < ShortestSecret)
        {
            return;
        }

        _texts.Add(text);
        if (text.Length <= LongestEncoded)
        {
            _texts.Add(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        }
    }
}
