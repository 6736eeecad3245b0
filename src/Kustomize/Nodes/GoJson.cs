using System.Globalization;
using System.Text;
using Steersman.Yaml;
using Steersman.Yaml.Nodes;

namespace Steersman.Kustomize.Nodes;

/// <summary>Values as Go's encoding/json writes them: keys sorted, HTML escaped.</summary>
internal static class GoJson
{
    /// <exception cref="KustomizeException">JSON has no such value.</exception>
    public static string Write(object? value)
    {
        StringBuilder text = new();
        Write(text, value);
        return text.ToString();
    }

    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char unit in value)
        {
            _ = unit switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append(@"\b"),
                '\f' => text.Append(@"\f"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\t' => text.Append(@"\t"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                _ => text.Append(unit),
            };
        }

        text.Append('"');
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case long number:
                text.Append(number);
                break;
            case ulong number:
                text.Append(number);
                break;
            case double number:
                text.Append(double.IsFinite(number) ? GoFloat.Json(number) : throw Unsupported(number));
                break;
            case string words:
                WriteString(text, words);
                break;
            case YamlTime time:
                WriteString(text, time.ToString());
                break;
            case List<object?> list:
                WriteList(text, list);
                break;
            case Dictionary<string, object?> map:
                WriteMap(text, map);
                break;
            default:
                throw new KustomizeException("json: unsupported type: map[interface {}]interface {}");
        }
    }

    /// <summary>What Go says of a number that JSON cannot hold.</summary>
    public static KustomizeException Unsupported(double number) => new($"json: unsupported value: {GoFloat.Shortest(number)}");

    private static void WriteList(StringBuilder text, List<object?> list)
    {
        text.Append('[');
        for (int index = 0; index < list.Count; index++)
        {
            text.Append(index == 0 ? "" : ",");
            Write(text, list[index]);
        }

        text.Append(']');
    }

    private static void WriteMap(StringBuilder text, Dictionary<string, object?> map)
    {
        text.Append('{');
        bool isFirst = true;
        foreach ((string key, object? value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            WriteString(text, key);
            text.Append(':');
            Write(text, value);
        }

        text.Append('}');
    }
}
