using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Reads fields of objects whose form nobody guarantees: a field that is absent, null or of another type reads as null.</summary>
public static class JsonFields
{
    extension(JsonObject map)
    {
        public string? GetString(string field) => map.TryGetPropertyValue(field, out JsonNode? node) ? node.AsText() : null;

        public long? GetLong(string field) => map.TryGetPropertyValue(field, out JsonNode? node) ? node.AsLong() : null;

        public bool? GetBool(string field) => map.TryGetPropertyValue(field, out JsonNode? node)
            ? node?.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

        public JsonObject? GetObject(string field) => map.TryGetPropertyValue(field, out JsonNode? node) ? node as JsonObject : null;

        public JsonArray? GetArray(string field) => map.TryGetPropertyValue(field, out JsonNode? node) ? node as JsonArray : null;

        /// <summary>The strings of an array; entries of other types are left out.</summary>
        public IReadOnlyList<string> GetStrings(string field) => map.GetArray(field) is { } list ? [.. list.Select(entry => entry.AsText()).OfType<string>()] : [];

        /// <summary>A time in RFC 3339, with or without a fraction of the second.</summary>
        public DateTimeOffset? GetTime(string field) => KubernetesTime.Parse(map.GetString(field));

        /// <summary>The object in this field; a new one takes the place of anything else.</summary>
        public JsonObject GetOrAddObject(string field)
        {
            if (map.GetObject(field) is { } known)
            {
                return known;
            }

            JsonObject made = [];
            map[field] = made;
            return made;
        }

        /// <summary>Sets a string; null removes the field.</summary>
        public void Set(string field, string? value)
        {
            if (value is null)
            {
                map.Remove(field);
            }
            else
            {
                map[field] = value;
            }
        }
    }
}
