using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Flux;

/// <summary>The status of Flux's HelmRelease (<c>flux-behaviour.md</c> §2.1), read into the operator's and written from it.</summary>
/// <remarks>
/// What the operator has to remember and Flux has no field for stands as JSON in the message of one condition, <see cref="StateCondition"/>: Flux's definition would drop unknown fields, and helm-controller
/// leaves conditions of others alone.
/// </remarks>
internal static class FluxStatus
{
    /// <summary>Type of the condition that holds the operator's own state.</summary>
    public const string StateCondition = "steersman.dev/State";

    private const string Conditions = "conditions";
    private const string History = "history";
    private const string StateReason = "Recorded";
    private const string Epoch = "1970-01-01T00:00:00Z";

    // The progress is in Ready's message; the newest revision is the first of the history.
    private static readonly string[] Unwritten = ["progress", "release", "plan"];

    private static readonly HashSet<string> Fields = new(StringComparer.Ordinal)
    {
        "conditions", "failures", "helmChart", "history", "installFailures", "inventory", "lastAttemptedConfigDigest", "lastAttemptedGeneration", "lastAttemptedReleaseAction",
        "lastAttemptedReleaseActionDuration", "lastAttemptedRevision", "lastAttemptedRevisionDigest", "lastHandledForceAt", "lastHandledReconcileAt", "lastHandledResetAt",
        "observedCommonMetadataDigest", "observedGeneration", "observedPostRenderersDigest", "storageNamespace", "upgradeFailures",
    };

    /// <summary>Reads Flux's status, whoever wrote it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HelmReleaseStatus? Read(JsonElement status)
    {
        if (JsonNode.Parse(status.GetRawText()) is not JsonObject json)
        {
            return null;
        }

        JsonArray? conditions = json[Conditions] as JsonArray;
        if (conditions?.FirstOrDefault(IsState) is JsonObject state)
        {
            conditions.Remove(state);
            foreach ((string name, JsonNode? value) in Parse(state["message"]?.ToString()))
            {
                json.TryAdd(name, value?.DeepClone());
            }
        }

        HelmReleaseStatus? read = json.Deserialize(HelmReleaseJson.Default.HelmReleaseStatus);
        return read is { History: [{ } newest, ..] } ? read with { Release = SummaryOf(newest) } : read;
    }

    /// <summary>Writes the operator's status, given as its own kind has it, as Flux's.</summary>
    public static JsonObject Write(JsonObject own)
    {
        JsonObject status = [];
        JsonObject state = [];
        foreach ((string name, JsonNode? value) in own)
        {
            if (Fields.Contains(name))
            {
                status[name] = value?.DeepClone();
            }
            else if (!Unwritten.Contains(name, StringComparer.Ordinal))
            {
                state[name] = value?.DeepClone();
            }
        }

        if (own[History] is JsonArray history)
        {
            status[History] = FluxHistory.Write(history);
        }

        JsonArray conditions = status[Conditions] as JsonArray ?? [];
        foreach (JsonNode? condition in conditions)
        {
            TellAsFlux(condition as JsonObject, own);
        }

        if (state.Count > 0)
        {
            conditions.Add((JsonNode)new JsonObject
            {
                ["type"] = StateCondition,
                ["status"] = "True",
                ["reason"] = StateReason,
                ["message"] = state.ToJsonString(),
                ["lastTransitionTime"] = conditions.FirstOrDefault(condition => condition?["type"]?.ToString() == ConditionTypes.Ready)?["lastTransitionTime"]?.ToString() ?? Epoch,
            });
        }

        if (conditions.Count > 0)
        {
            status[Conditions] = conditions;
        }

        return status;
    }

    // Flux has one reason for every end of the tries.
    private static void TellAsFlux(JsonObject? condition, JsonObject status)
    {
        if (condition?["type"]?.ToString() != ConditionTypes.Stalled || condition["reason"]?.ToString() != Reasons.RolledBack)
        {
            return;
        }

        condition["reason"] = Reasons.RetriesExceeded;
        condition["message"] = $"Failed to upgrade after {status["upgradeFailures"]?.ToString() ?? "1"} attempt(s)";
    }

    private static bool IsState(JsonNode? condition) => condition?["type"]?.ToString() == StateCondition;

    private static JsonObject Parse(string? text)
    {
        try
        {
            return text is null ? [] : JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // Somebody wrote to it: Helm's storage tells what happened.
            return [];
        }
    }

    private static ReleaseSummary SummaryOf(HistoryEntry newest) => new()
    {
        Name = newest.Name,
        Namespace = newest.Namespace,
        Revision = newest.Version,
        Status = newest.Status,
        Chart = newest.ChartName is null ? null : $"{newest.ChartName}-{newest.ChartVersion}",
        Version = newest.ChartVersion,
        AppVersion = newest.AppVersion,
    };
}
