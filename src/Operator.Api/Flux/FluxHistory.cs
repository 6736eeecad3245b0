using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Flux;

/// <summary>The history in Flux's status: its snapshots down to the previous good one, with nothing but Flux's fields.</summary>
internal static class FluxHistory
{
    private const string SnapshotVersion = "v2";

    private static readonly string[] Texts = ["chartName", "chartVersion", "configDigest", "digest", "name", "namespace", "status"];
    private static readonly string[] Optional = ["action", "appVersion", "deleted", "ociDigest", "testHooks"];

    /// <summary>Flux's snapshots of the operator's entries, which are newest first.</summary>
    public static JsonArray Write(JsonArray entries)
    {
        IReadOnlyList<HistoryEntry> sorted = Snapshots.Sorted(entries.Select(entry => entry.Deserialize(HelmReleaseJson.Default.HistoryEntry)!));
        HashSet<int> kept = [.. Snapshots.Truncate(sorted, ignoreTests: false).Select(entry => entry.Version)];
        return [.. entries.OfType<JsonObject>().Where(entry => kept.Contains((int)entry["version"]!)).Select(Snapshot).OfType<JsonNode>()];
    }

    // Of a revision that others made Helm's labels alone are known; Flux requires its times.
    private static JsonObject? Snapshot(JsonObject entry)
    {
        if ((entry["lastDeployed"] ?? entry["firstDeployed"]) is not { } deployed)
        {
            return null;
        }

        JsonObject snapshot = new()
        {
            ["apiVersion"] = SnapshotVersion,
            ["version"] = entry["version"]!.DeepClone(),
            ["firstDeployed"] = (entry["firstDeployed"] ?? deployed).DeepClone(),
            ["lastDeployed"] = deployed.DeepClone(),
        };
        foreach (string field in Texts)
        {
            snapshot[field] = entry[field]?.DeepClone() ?? "";
        }

        foreach (string field in Optional.Where(field => entry[field] is not null))
        {
            snapshot[field] = entry[field]!.DeepClone();
        }

        return snapshot;
    }
}
