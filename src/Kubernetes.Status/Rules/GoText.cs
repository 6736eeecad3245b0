using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>How Go sees a decoded JSON value: its reflect kind, its type name (%T) and its text (%v), as the error texts of kstatus show them.</summary>
internal static class GoText
{
    private const int MaxDepth = 64;

    public static string Kind(JsonNode? node) => node switch
    {
        null => "invalid",
        JsonObject => "map",
        JsonArray => "slice",
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "bool",
            _ => TryInt64(node, out _) ? "int64" : "float64",
        },
    };

    public static string TypeName(JsonNode? node) => Kind(node) switch
    {
        "invalid" => "<nil>",
        "map" => "map[string]interface {}",
        "slice" => "[]interface {}",
        string kind => kind,
    };

    public static string Print(JsonNode? node)
    {
        StringBuilder text = new();
        Print(node, text, 0);
        return text.ToString();
    }

    /// <summary>Kubernetes decodes a number literal as int64 where strconv.ParseInt takes it, and as float64 else: <c>3.0</c> is no integer.</summary>
    public static bool TryInt64(JsonNode? node, out long number)
    {
        number = 0;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        if (value.TryGetValue(out JsonElement element))
        {
            return long.TryParse(element.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        return long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    private static void Print(JsonNode? node, StringBuilder text, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("<nil>");
                break;
            case JsonObject map when depth < MaxDepth:
                text.Append("map[");
                string separator = "";
                foreach ((string key, JsonNode? item) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.Append(separator).Append(key).Append(':');
                    Print(item, text, depth + 1);
                    separator = " ";
                }

                text.Append(']');
                break;
            case JsonArray list when depth < MaxDepth:
                text.Append('[');
                for (int i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "" : " ");
                    Print(list[i], text, depth + 1);
                }

                text.Append(']');
                break;
            case JsonValue value:
                PrintScalar(value, text);
                break;
            default:
                text.Append("...");
                break;
        }
    }

    private static void PrintScalar(JsonValue value, StringBuilder text)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                text.Append(value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case var _ when TryInt64(value, out long number):
                text.Append(number);
                break;
            default:
                text.Append(PrintFloat(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
        }
    }

    /// <summary>Go's %v of a float64: the shortest digits, with an exponent below 1e-4 and from 1e21 on.</summary>
    private static string PrintFloat(double number)
    {
        double size = Math.Abs(number);
        if (size is 0 or >= 1e-4 and < 1e21)
        {
            string plain = number.ToString("R", CultureInfo.InvariantCulture);
            return plain.Contains('E', StringComparison.Ordinal) ? number.ToString("F0", CultureInfo.InvariantCulture) : plain;
        }

        string text = number.ToString("R", CultureInfo.InvariantCulture);
        if (!text.Contains('E', StringComparison.Ordinal))
        {
            text = number.ToString("0.################E+00", CultureInfo.InvariantCulture);
        }

        return text.Replace('E', 'e');
    }
}
