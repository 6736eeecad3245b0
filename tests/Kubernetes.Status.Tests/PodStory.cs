using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tests;

/// <summary>A pod as a kubelet would show it, changed step by step.</summary>
internal sealed class PodStory(string name, string controllerUid, DateTimeOffset created)
{
    private readonly JsonObject _state = [];
    private readonly JsonArray _conditions = [];
    private JsonObject _lastState = [];
    private string _phase = "Pending";
    private string? _reason;
    private bool _isStarted;
    private int _restarts;
    private ulong _version = 1;

    public string Hash { get; init; } = "h1";

    public string Image { get; init; } = "example.com/app:1";

    public string Container { get; init; } = "app";

    public bool IsInit { get; init; }

    /// <summary>An init container that goes on running.</summary>
    public bool IsSidecar { get; init; }

    /// <summary>The readiness probe as JSON; null for none.</summary>
    public string? ReadinessProbe { get; init; }

    public string? StartupProbe { get; init; }

    public string RestartPolicy { get; init; } = "Always";

    public bool IsDeleting { get; set; }

    public PodStory Waiting(string reason, string? message = null)
    {
        _isStarted = true;
        return State("waiting", new JsonObject { ["reason"] = reason, ["message"] = message });
    }

    public PodStory Running()
    {
        _isStarted = true;
        _phase = "Running";
        if (_state["terminated"] is JsonObject ended)
        {
            _lastState = new JsonObject { ["terminated"] = ended.DeepClone() };
        }

        return State("running", []);
    }

    /// <summary>The container ends; kubelet 1.36 shows this for the whole back-off.</summary>
    public PodStory Terminated(int exitCode, DateTimeOffset finishedAt, string reason = "Error", string? message = null)
    {
        _isStarted = true;
        _phase = "Running";
        return State("terminated", new JsonObject { ["exitCode"] = exitCode, ["reason"] = reason, ["finishedAt"] = Time(finishedAt), ["message"] = message });
    }

    public PodStory Restarted()
    {
        _restarts++;
        return Running();
    }

    public PodStory Restarts(int count)
    {
        _restarts = count;
        return this;
    }

    public PodStory Ready(bool isReady, DateTimeOffset changed) => Condition("Ready", isReady ? "True" : "False", "", changed);

    public PodStory Unschedulable(string message, DateTimeOffset changed) => Condition("PodScheduled", "False", "Unschedulable", changed, message);

    public PodStory Disrupted(DateTimeOffset changed) => Condition("DisruptionTarget", "True", "EvictionByEvictionAPI", changed);

    public PodStory Failed(string? reason = null)
    {
        _phase = "Failed";
        _reason = reason;
        return this;
    }

    public LivePod Now()
    {
        JsonObject container = new()
        {
            ["name"] = Container,
            ["image"] = Image,
            ["ready"] = _conditions.Any(condition => (string)condition!["type"]! == "Ready" && (string)condition["status"]! == "True"),
            ["restartCount"] = _restarts,
            ["state"] = _state.DeepClone(),
            ["lastState"] = _lastState.DeepClone(),
        };
        JsonObject pod = new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "d",
                ["uid"] = $"uid-{name}",
                ["resourceVersion"] = (_version++).ToString(),
                ["creationTimestamp"] = Time(created),
                ["deletionTimestamp"] = IsDeleting ? Time(created) : null,
                ["labels"] = new JsonObject { ["pod-template-hash"] = Hash },
                ["ownerReferences"] = new JsonArray(new JsonObject { ["controller"] = true, ["uid"] = controllerUid }),
            },
            ["spec"] = new JsonObject
            {
                ["restartPolicy"] = RestartPolicy,
                ["initContainers"] = IsSidecar ? new JsonArray(new JsonObject { ["name"] = Container, ["restartPolicy"] = "Always" }) : null,
                ["containers"] = new JsonArray(new JsonObject { ["name"] = Container, ["readinessProbe"] = Parse(ReadinessProbe), ["startupProbe"] = Parse(StartupProbe) }),
            },
            ["status"] = new JsonObject
            {
                ["phase"] = _phase,
                ["reason"] = _reason,
                ["startTime"] = _isStarted ? Time(created) : null,
                ["conditions"] = _conditions.DeepClone(),
                [IsInit || IsSidecar ? "initContainerStatuses" : "containerStatuses"] = _isStarted ? new JsonArray(container) : null,
            },
        };
        return Live.Pod(pod.ToJsonString());
    }

    private PodStory State(string key, JsonObject value)
    {
        _state.Clear();
        _state[key] = value;
        return this;
    }

    private PodStory Condition(string type, string status, string reason, DateTimeOffset changed, string message = "")
    {
        _conditions.RemoveAll(condition => (string)condition!["type"]! == type);
        _conditions.Add((JsonNode)new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["reason"] = reason,
            ["message"] = message,
            ["lastTransitionTime"] = Time(changed),
        });
        return this;
    }

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
