using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel;

/// <summary>Variables that are values of JSON.</summary>
public static class CelVariables
{
    /// <summary>The fields of an object: what <c>healthCheckExprs</c> see.</summary>
    public static ICelVariables FieldsOf(JsonObject content) => new Fields(content);

    /// <summary>The fields of an object: what <c>healthCheckExprs</c> see.</summary>
    public static ICelVariables FieldsOf(JsonElement content) => new ElementFields(content);

    /// <summary>Values by name: what <c>readyExpr</c> sees as <c>self</c> and <c>dep</c>.</summary>
    public static ICelVariables Of(params (string Name, JsonNode? Value)[] values) => new Fields(new Dictionary<string, JsonNode?>(values.Select(value => KeyValuePair.Create(value.Name, value.Value)), StringComparer.Ordinal));

    private sealed class ElementFields(JsonElement content) : ICelVariables
    {
        public bool TryGet(string name, out CelValue value)
        {
            bool isThere = content.TryGetProperty(name, out JsonElement found);
            value = isThere ? CelValue.From(found) : default;
            return isThere;
        }
    }

    private sealed class Fields : ICelVariables
    {
        private readonly JsonObject? _content;
        private readonly Dictionary<string, JsonNode?>? _values;

        public Fields(JsonObject content) => _content = content;

        public Fields(Dictionary<string, JsonNode?> values) => _values = values;

        public bool TryGet(string name, out CelValue value)
        {
            JsonNode? node = null;
            bool isThere = _content?.TryGetPropertyValue(name, out node) ?? _values!.TryGetValue(name, out node);
            value = isThere ? CelValue.From(node) : default;
            return isThere;
        }
    }
}
