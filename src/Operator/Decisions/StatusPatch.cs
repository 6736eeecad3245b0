using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions;

/// <summary>The difference of two statuses as a JSON merge patch.</summary>
internal static class StatusPatch
{
    /// <summary>The patch that makes <paramref name="before"/> into <paramref name="after"/>; null where they are equal.</summary>
    public static JsonObject? Between(HelmReleaseStatus? before, HelmReleaseStatus after)
    {
        JsonObject old = Content(before ?? new HelmReleaseStatus());
        JsonObject patch = Content(after);
        foreach ((string name, JsonNode? value) in old)
        {
            if (!patch.TryGetPropertyValue(name, out JsonNode? next))
            {
                patch[name] = null;
            }
            else if (JsonNode.DeepEquals(value, next))
            {
                patch.Remove(name);
            }
            else if (value is JsonObject oldObject && next is JsonObject nextObject)
            {
                // A merge patch keeps what it does not name: fields that went must be named.
                foreach (string gone in oldObject.Select(field => field.Key).Where(field => !nextObject.ContainsKey(field)).ToList())
                {
                    nextObject[gone] = null;
                }
            }
        }

        return patch.Count == 0 ? null : patch;
    }

    private static JsonObject Content(HelmReleaseStatus status) => (JsonObject)JsonSerializer.SerializeToNode(status, HelmReleaseJson.Default.HelmReleaseStatus)!;
}
