using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Reads nodes whose type nobody guarantees: a node of another type reads as null.</summary>
public static class JsonScalars
{
    extension(JsonNode? node)
    {
        /// <summary>The text of a string node; null for every other node.</summary>
        public string? AsText() =>
            node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.TryGetValue(out string? text) ? text : null;

        /// <summary>The integer of a number node; null for every other node, and for numbers that are no integer of 64 bits.</summary>
        public long? AsLong() => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? value.TryGetValue(out long number) ? number : value.TryGetValue(out int small) ? small : null
            : null;
    }
}
