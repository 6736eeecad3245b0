using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Cel.Values;

/// <summary>JSON as values, without copying it.</summary>
internal static class JsonValues
{
    public static CelValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => CelValue.True,
        JsonValueKind.False => CelValue.False,
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.String => CelValue.FromString(element.GetString()!),
        JsonValueKind.Array => CelValue.FromList(new ElementList(element)),
        JsonValueKind.Object => CelValue.FromMap(new ElementMap(element)),
        _ => CelValue.Null,
    };

    public static CelValue From(JsonNode? node) => node switch
    {
        JsonObject content => CelValue.FromMap(new NodeMap(content)),
        JsonArray array => CelValue.FromList(new NodeList(array)),
        JsonValue value => FromScalar(value),
        _ => CelValue.Null,
    };

    private static CelValue FromScalar(JsonValue value)
    {
        if (value.TryGetValue(out JsonElement element))
        {
            return From(element);
        }

        return value.GetValueKind() switch
        {
            JsonValueKind.True => CelValue.True,
            JsonValueKind.False => CelValue.False,
            JsonValueKind.Number => Number(value.ToJsonString()),
            JsonValueKind.String when value.TryGetValue(out string? text) => CelValue.FromString(text),
            JsonValueKind.String => CelValue.FromString(value.ToString()),
            _ => CelValue.Null,
        };
    }

    private static CelValue Number(string text) =>
        text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer)
            ? CelValue.FromInt(integer)
            : CelValue.FromDouble(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));

    private sealed class ElementList(JsonElement array) : CelList
    {
        public override int Count => array.GetArrayLength();

        public override string GoType => "[]interface {}";

        public override CelValue this[int index] => From(array[index]);
    }

    private sealed class NodeList(JsonArray array) : CelList
    {
        public override int Count => array.Count;

        public override string GoType => "[]interface {}";

        public override CelValue this[int index] => From(array[index]);
    }

    private sealed class ElementMap(JsonElement content) : CelMap
    {
        public override int Count => content.GetPropertyCount();

        public override string GoType => "map[string]interface {}";

        public override IEnumerable<CelValue> Keys => content.EnumerateObject().Select(property => CelValue.FromString(property.Name));

        public override bool TryFind(CelValue key, out CelValue value)
        {
            if (key.Kind == CelKind.String && content.TryGetProperty(key.AsString, out JsonElement found))
            {
                value = From(found);
                return true;
            }

            value = default;
            return false;
        }
    }

    private sealed class NodeMap(JsonObject content) : CelMap
    {
        public override int Count => content.Count;

        public override string GoType => "map[string]interface {}";

        public override IEnumerable<CelValue> Keys => content.Select(property => CelValue.FromString(property.Key));

        public override bool TryFind(CelValue key, out CelValue value)
        {
            if (key.Kind == CelKind.String && content.TryGetPropertyValue(key.AsString, out JsonNode? found))
            {
                value = From(found);
                return true;
            }

            value = default;
            return false;
        }
    }
}
