using System.Globalization;
using System.Text.Json;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Patches;

/// <summary>Makes nodes of JSON as kyaml's <c>UnmarshalJSON</c> does: by Go's maps, all numbers being floating-point ones, and YAML's text of them.</summary>
internal static class JsonNodes
{
    public static YamlNode Of(JsonValue? value)
    {
        if (value?.Fields is { } fields)
        {
            YamlNode mapping = new(YamlNodeKind.Mapping) { Tag = YamlTags.Mapping, Style = fields.Count == 0 ? YamlNodeStyle.Flow : YamlNodeStyle.None };
            string[] keys = [.. fields.Keys.Order(StringComparer.Ordinal)];
            YamlKeyOrder.Sort(keys, YamlStyle.V3);
            foreach (string key in keys)
            {
                mapping.Content.Add(Text(key));
                mapping.Content.Add(Of(fields[key]));
            }

            return mapping;
        }

        if (value?.Items is { } items)
        {
            YamlNode sequence = new(YamlNodeKind.Sequence) { Tag = YamlTags.Sequence, Style = items.Count == 0 ? YamlNodeStyle.Flow : YamlNodeStyle.None };
            items.ForEach(item => sequence.Content.Add(Of(item)));
            return sequence;
        }

        return Scalar(value?.Raw);
    }

    private static YamlNode Scalar(string? raw)
    {
        switch (raw?[0])
        {
            case null or 'n':
                return YamlNode.Scalar("null", YamlTags.Null);
            case 't' or 'f':
                return YamlNode.Scalar(raw, YamlTags.Bool);
            case '"':
                using (JsonDocument document = JsonDocument.Parse(raw))
                {
                    return Text(document.RootElement.GetString()!);
                }

            default:
                double number = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
                if (!double.IsFinite(number))
                {
                    throw new KustomizeException($"json: cannot unmarshal number {raw} into Go value of type float64");
                }

                string text = GoFloat.Shortest(number);
                return YamlNode.Scalar(text, YamlTags.OfPlain(text));
        }
    }

    private static YamlNode Text(string text)
    {
        YamlNodeStyle style = text.Contains('\n') ? YamlNodeStyle.Literal
            : text.Length == 0 || YamlTags.OfPlain(text) != YamlTags.String || YamlTags.IsOtherwiseInYaml11(text) ? YamlNodeStyle.DoubleQuoted
            : YamlNodeStyle.None;
        return YamlNode.Scalar(text, YamlTags.String, style);
    }
}
