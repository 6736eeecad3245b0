using System.Text.Json.Nodes;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Reporting;

/// <summary>The difference of two statuses as a JSON merge patch.</summary>
internal static class StatusPatch
{
    /// <summary>The patch that makes <paramref name="before"/> into <paramref name="after"/>; null where they are equal.</summary>
    public static JsonObject? Between(ReleaseKind kind, HelmReleaseStatus? before, HelmReleaseStatus after)
    {
        // The longest part by far, and seldom another one.
        if (before?.Inventory is { } known && after.Inventory is { } now && known.Entries.SequenceEqual(now.Entries))
        {
            before = before with { Inventory = null };
            after = after with { Inventory = null };
        }

        JsonObject old = kind.WriteStatus(before ?? new HelmReleaseStatus());
        JsonObject patch = kind.WriteStatus(after);
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
}
