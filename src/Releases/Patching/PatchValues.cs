using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Releases.Patching;

/// <summary>
/// JSON as Kubernetes' library decodes it: maps, lists, texts, truths, and numbers that are int64 where they are written as integers, float64 otherwise.
/// Two numbers of different types are different values, as in Go.
/// </summary>
internal static class PatchValues
{
    /// <summary>A copy of a node.</summary>
    public static object? Of(JsonNode? node)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonObject map:
                return Map(map);
            case JsonArray list:
                return list.Select(Of).ToList();
            default:
                return Scalar((JsonValue)node);
        }
    }

    /// <summary>A copy of an object.</summary>
    public static Dictionary<string, object?> Map(JsonObject map)
    {
        Dictionary<string, object?> copy = new(map.Count, StringComparer.Ordinal);
        foreach ((string name, JsonNode? value) in map)
        {
            copy[name] = Of(value);
        }

        return copy;
    }

    /// <summary>A node with the same content.</summary>
    public static JsonNode? ToNode(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case Dictionary<string, object?> map:
                return ToObject(map);
            case List<object?> list:
                JsonArray array = [];
                foreach (object? item in list)
                {
                    array.Add(ToNode(item));
                }

                return array;
            case string text:
                return JsonValue.Create(text);
            case bool truth:
                return JsonValue.Create(truth);
            case long number:
                return JsonValue.Create(number);
            default:
                return JsonValue.Create((double)value);
        }
    }

    /// <summary>An object with the same content.</summary>
    public static JsonObject ToObject(Dictionary<string, object?> map)
    {
        JsonObject node = [];
        foreach ((string name, object? value) in map)
        {
            node[name] = ToNode(value);
        }

        return node;
    }

    /// <summary>Go's <c>reflect.DeepEqual</c> of decoded JSON.</summary>
    public static bool DeepEquals(object? one, object? other) => (one, other) switch
    {
        (Dictionary<string, object?> left, Dictionary<string, object?> right) =>
            left.Count == right.Count && left.All(field => right.TryGetValue(field.Key, out object? value) && DeepEquals(field.Value, value)),
        (List<object?> left, List<object?> right) => left.Count == right.Count && left.Zip(right).All(pair => DeepEquals(pair.First, pair.Second)),
        _ => Equals(one, other),
    };

    /// <summary>True where both are of the same Go type.</summary>
    public static bool HasSameType(object? one, object? other) => one?.GetType() == other?.GetType();

    /// <summary>The value as Go's <c>%v</c> prints it.</summary>
    public static string Text(object? value) => value switch
    {
        null => "<nil>",
        string text => text,
        bool truth => truth ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => GoNumber.FormatFloat(number),
        List<object?> list => $"[{string.Join(' ', list.Select(Text))}]",
        Dictionary<string, object?> map => $"map[{string.Join(' ', map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Text(field.Value)}"))}]",
        _ => "",
    };

    /// <summary>The name of the value's Go type, as <c>%s</c> prints it.</summary>
    public static string TypeName(object? value) => value switch
    {
        null => "%!s(<nil>)",
        string => "string",
        bool => "bool",
        long => "int64",
        double => "float64",
        List<object?> => "[]interface {}",
        _ => "map[string]interface {}",
    };

    /// <summary>Texts by the order of their UTF-8 bytes.</summary>
    public static int Compare(string one, string other)
    {
        int same = one.AsSpan().CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
        {
            return one.Length - other.Length;
        }

        // Characters outside the basic plane come last in UTF-8, though their surrogates come before U+E000.
        char left = one[same], right = other[same];
        return char.IsSurrogate(left) == char.IsSurrogate(right) ? left - right : char.IsSurrogate(left) ? 1 : -1;
    }

    private static object Scalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.String:
                return value.GetValue<string>();
            default:
                string text = value.ToJsonString();
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                    ? number
                    : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
    }
}
