using System.Text.Json.Nodes;

namespace Steersman.Releases.Applying;

/// <summary>Compares what was rendered with what lives.</summary>
internal static class LiveState
{
    /// <summary>True where everything that is wanted is there with the same value; what the server added does not count. Lists must be as long.</summary>
    /// <remarks>A wanted value that the server writes in another form (<c>1000m</c> for <c>1</c>) counts as different: the object is then applied, which changes nothing.</remarks>
    public static bool Holds(JsonNode? live, JsonNode? wanted) => (live, wanted) switch
    {
        (_, null) => live is null,
        (JsonObject have, JsonObject want) => want.All(field => field.Value is null || Holds(have[field.Key], field.Value)),
        (JsonArray have, JsonArray want) => have.Count == want.Count && have.Zip(want).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(live, wanted),
    };
}
