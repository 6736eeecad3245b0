using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Yaml;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Gives a JSON node to a YAML writer.</summary>
internal ref struct JsonNodeYamlEmitter(YamlWriter writer)
{
    private int _depth;

    public void Write(JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.Null();
                return;
            case JsonObject map:
                Enter();
                string[] keys = [.. map.Select(entry => entry.Key)];
                YamlKeyOrder.Sort(keys, YamlStyle.V2);
                writer.BeginMap(keys.Length);
                foreach (string key in keys)
                {
                    writer.Key(key);
                    Write(map[key]);
                }

                writer.End();
                _depth--;
                return;
            case JsonArray list:
                Enter();
                writer.BeginList(list.Count);
                foreach (JsonNode? item in list)
                {
                    Write(item);
                }

                writer.End();
                _depth--;
                return;
            default:
                WriteScalar(node.AsValue());
                return;
        }
    }

    private void Enter()
    {
        if (++_depth > YamlLimits.MaxDepth)
        {
            throw new YamlException($"yaml: exceeded max depth of {YamlLimits.MaxDepth}");
        }
    }

    private readonly void WriteScalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                writer.String(value.GetValue<string>());
                return;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Bool(value.GetValueKind() == JsonValueKind.True);
                return;
            case JsonValueKind.Null:
                writer.Null();
                return;
        }

        string number = value.ToJsonString();
        if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed))
        {
            writer.Int64(signed);
        }
        else if (ulong.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ulong unsigned))
        {
            writer.UInt64(unsigned);
        }
        else
        {
            writer.Float64(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }
}
