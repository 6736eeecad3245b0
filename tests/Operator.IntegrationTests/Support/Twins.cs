using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Release records and live objects without what may differ between two runs of the same.</summary>
internal static class Twins
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly HashSet<string> Times = new(StringComparer.Ordinal)
    {
        "first_deployed", "last_deployed", "deleted", "started_at", "completed_at", "creationTimestamp", "time", "lastUpdateTime", "lastTransitionTime", "lastProbeTime",
    };

    private static readonly HashSet<string> Made = new(StringComparer.Ordinal)
    {
        "uid", "resourceVersion", "clusterIP", "clusterIPs", "f:steersman.dev/name", "f:steersman.dev/namespace", "steersman.dev/name", "steersman.dev/namespace",
    };

    /// <summary>A release record without namespace, times and the text of a failure.</summary>
    public static string Record(JsonObject record, string ns)
    {
        if (record["info"] is JsonObject info && info["status"]?.ToString() == "failed")
        {
            info["description"] = "";
        }

        return Text(record, ns);
    }

    /// <summary>A live object without identity, times, and the operator's labels.</summary>
    public static string Live(JsonObject item, string ns) => Text((JsonObject)item.DeepClone(), ns);

    /// <summary>The lines that only one of two texts has: <c>-</c> ours, <c>+</c> theirs.</summary>
    public static IReadOnlyList<string> Differences(string ours, string theirs)
    {
        if (ours == theirs)
        {
            return [];
        }

        string[] left = ours.Split('\n');
        string[] right = theirs.Split('\n');
        string[] lines = [.. left.Except(right).Select(line => $"- {line}"), .. right.Except(left).Select(line => $"+ {line}")];
        return lines.Length > 0 ? lines : ["the same lines in another order"];
    }

    private static string Text(JsonObject item, string ns)
    {
        Clean(item);
        return Sorted(item)!.ToJsonString(Indented).Replace(ns, "<namespace>", StringComparison.Ordinal);
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Clean(item);
            }

            return;
        }

        if (node is not JsonObject map)
        {
            return;
        }

        foreach ((string key, JsonNode? value) in map.ToList())
        {
            if (Made.Contains(key))
            {
                map.Remove(key);
            }
            else if (Times.Contains(key) && value is JsonValue)
            {
                map[key] = "<time>";
            }
            else
            {
                Clean(value);
            }
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
