using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Legacy;
using Steersman.Kubernetes.Status.Rules.Readers;
using Steersman.Vectors;

namespace Steersman.Kubernetes.Status.Tests.Vectors;

[Category("Vectors")]
public sealed class KstatusVectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Objects_get_the_status_that_the_Go_libraries_give_them() => VectorGroup.Run("engine/kstatus", Judge);

    private static string? Judge(JsonElement vector)
    {
        JsonObject obj = JsonObject.Create(vector.GetProperty("object").Clone())!;
        return vector.GetProperty("fn").GetString() switch
        {
            "status.Compute" => Compare(vector, () => Show(Kstatus.Compute(obj, Now))),
            "reader:helm-job" => Compare(vector, () => Show(HelmJobReader.Read(obj), withConditions: false)),
            "reader:helm-pod" => Compare(vector, () => Show(HelmPodReader.Read(obj), withConditions: false)),
            "reader:kstatus-default" => Compare(vector, () => Show(KstatusDefaultReader.Read(obj, Cluster(vector), Now))),
            "ReadyChecker" => Compare(vector, () => IsReady(vector, obj)),
            var other => $"no such function: {other}",
        };
    }

    private static string? Compare(JsonElement vector, Func<JsonNode?> answer)
    {
        string? error = vector.TryGetProperty("error", out JsonElement text) ? text.GetString() : null;
        JsonNode? actual;
        try
        {
            actual = answer();
        }
        catch (KstatusException exception)
        {
            return exception.Message == error ? null : $"expected {error ?? "no error"}, got error {exception.Message}";
        }

        if (error is not null)
        {
            return $"expected error {error}, got {actual?.ToJsonString()}";
        }

        JsonNode? expected = vector.TryGetProperty("ready", out JsonElement ready) ? JsonValue.Create(ready.GetBoolean()) : JsonNode.Parse(vector.GetProperty("out").GetRawText());
        return JsonNode.DeepEquals(expected, actual) ? null : $"expected {expected?.ToJsonString()}, got {actual?.ToJsonString()}";
    }

    private static JsonValue IsReady(JsonElement vector, JsonObject obj)
    {
        ReadyChecker checker = new()
        {
            CheckJobs = vector.GetProperty("checkJobs").GetBoolean(),
            PausedAsReady = vector.GetProperty("pausedAsReady").GetBoolean(),
        };
        return JsonValue.Create(checker.IsReady(obj, Cluster(vector)));
    }

    private static JsonObject[] Cluster(JsonElement vector) =>
        vector.TryGetProperty("cluster", out JsonElement cluster) ? [.. cluster.EnumerateArray().Select(item => JsonObject.Create(item.Clone())!)] : [];

    private static JsonObject Show(KstatusResult result, bool withConditions = true)
    {
        JsonObject shown = new() { ["status"] = result.State.ToString(), ["message"] = result.Message };
        if (withConditions)
        {
            shown["conditions"] = new JsonArray([.. result.Conditions.Select(condition => (JsonNode)new JsonObject
            {
                ["type"] = condition.Type,
                ["status"] = condition.Status,
                ["reason"] = condition.Reason,
                ["message"] = condition.Message,
            })]);
        }
        else
        {
            shown["generated"] = new JsonArray();
        }

        return shown;
    }

    private static JsonObject Show(ReadStatus read)
    {
        JsonObject shown = new()
        {
            ["status"] = read.State.ToString(),
            ["message"] = read.Message,
            ["generated"] = new JsonArray([.. read.Generated.Select(child => (JsonNode)new JsonObject
            {
                ["kind"] = (string?)child.Object["kind"],
                ["name"] = (string?)child.Object["metadata"]?["name"],
                ["status"] = child.State.ToString(),
                ["message"] = child.Message,
            })]),
        };
        if (read.Error is not null)
        {
            shown["readError"] = read.Error;
        }

        return shown;
    }
}
