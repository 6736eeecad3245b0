using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests;

/// <summary>Live objects fed by hand, from the JSON that a server would send.</summary>
internal sealed class FakeView : IRolloutView
{
    private readonly Dictionary<(GroupKind, NamespacedName), LiveObject> _objects = [];
    private readonly Dictionary<NamespacedName, LivePod> _pods = [];

    public bool IsSynced { get; set; } = true;

    public bool ClaimsLackConsumers { get; set; }

    public bool KindsHaveStatus { get; set; } = true;

    public LiveObject Put(string json)
    {
        LiveObject live = Live.Object(json);
        _objects[(live.Kind.GroupKind, live.Key)] = live;
        return live;
    }

    public void Remove(LiveObject live) => _objects.Remove((live.Kind.GroupKind, live.Key));

    public LivePod PutPod(LivePod pod) => _pods[pod.Key] = pod;

    public void RemovePod(LivePod pod) => _pods.Remove(pod.Key);

    public bool HasSynced(TrackedObject tracked) => IsSynced;

    public string? TroubleOf(TrackedObject tracked) => null;

    public bool IsPastEverything { get; set; } = true;

    public bool IsPast(TrackedObject tracked) => IsPastEverything;

    public LiveObject? Object(GroupVersionKind kind, NamespacedName key) => _objects.GetValueOrDefault((kind.GroupKind, key));

    public LivePod? Pod(NamespacedName key) => _pods.GetValueOrDefault(key);

    public IEnumerable<LiveObject> ChildrenOf(LiveObject owner) => _objects.Values.Where(child => child.ControllerUid == owner.Uid);

    public IEnumerable<LivePod> PodsOf(LiveObject controller) => _pods.Values.Where(pod => pod.ControllerUid == controller.Uid);

    public List<LiveEvent> Events { get; } = [];

    public bool HasSyncedPods(string? ns) => IsSynced;

    public IEnumerable<LivePod> PodsIn(string? ns) => _pods.Values.Where(pod => pod.Key.Namespace == ns);

    public IEnumerable<LiveEvent> EventsOf(string? ns, string uid) => Events.Where(each => each.RegardingUid == uid);

    public bool LacksConsumer(LiveObject claim) => ClaimsLackConsumers;

    public bool HasStatusSubresource(GroupVersionKind kind) => KindsHaveStatus;
}

internal static class Live
{
    public static LiveObject Object(string json)
    {
        JsonObject node = JsonNode.Parse(json)!.AsObject();
        GroupVersionKind kind = GroupVersionKind.Parse((string)node["apiVersion"]!, (string)node["kind"]!);
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(json);
        return ObjectDecoder.Decode(kind, document.RootElement);
    }

    /// <summary>An event as core/v1 has it.</summary>
    public static LiveEvent? Event(string kind, string name, string uid, string reason, string message, DateTimeOffset at, string? path = null)
    {
        JsonObject item = new()
        {
            ["metadata"] = new JsonObject { ["name"] = $"{name}.{reason}", ["namespace"] = "d", ["resourceVersion"] = "1" },
            ["involvedObject"] = new JsonObject { ["apiVersion"] = kind == "Pod" ? "v1" : "apps/v1", ["kind"] = kind, ["namespace"] = "d", ["name"] = name, ["uid"] = uid, ["fieldPath"] = path },
            ["reason"] = reason,
            ["message"] = message,
            ["lastTimestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        };
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(item.ToJsonString());
        return EventDecoder.Decode(document.RootElement);
    }

    public static LivePod Pod(string json)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(json);
        return PodDecoder.Decode(document.RootElement);
    }

    public static TrackedObject Tracked(string apiVersion, string kind, string name = "web", string? ns = "d") =>
        new(GroupVersionKind.Parse(apiVersion, kind), new NamespacedName(ns, name));
}
