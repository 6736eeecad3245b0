using System.Text.Json.Nodes;

namespace Steersman.Releases.Planning;

/// <summary>JSON that is equal by its content.</summary>
internal sealed class SameContent : IEqualityComparer<JsonNode>
{
    public static SameContent Instance { get; } = new();

    public bool Equals(JsonNode? x, JsonNode? y) => JsonNode.DeepEquals(x, y);

    // The number of fields is cheap, and the same for equal ones.
    public int GetHashCode(JsonNode obj) => obj is JsonObject fields ? fields.Count : 0;
}
