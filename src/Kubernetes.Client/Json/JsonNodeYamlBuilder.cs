using System.Text.Json.Nodes;
using Steersman.Yaml;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Makes JSON nodes of YAML; integers stay integers.</summary>
internal readonly struct JsonNodeYamlBuilder : IYamlBuilder<JsonNode?>
{
    public JsonNode? Null() => null;

    public JsonNode? Bool(bool value) => JsonValue.Create(value);

    public JsonNode? Int64(long value) => JsonValue.Create(value);

    public JsonNode? UInt64(ulong value) => JsonValue.Create(value);

    public JsonNode? Float64(double value) => JsonValue.Create(value);

    public JsonNode? String(string value) => JsonValue.Create(value);

    public JsonNode? NewMap(int count) => new JsonObject();

    public void Set(JsonNode? map, string key, JsonNode? value) => map![key] = value;

    public JsonNode? NewList(int count) => new JsonArray();

    public void Add(JsonNode? list, JsonNode? value) => ((JsonArray)list!).Add(value);
}
