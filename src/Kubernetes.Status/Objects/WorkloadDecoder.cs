using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules.Legacy;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Reads the counts and the strategy of the kinds that own pods.</summary>
internal static class WorkloadDecoder
{
    public static LiveWorkload? Decode(GroupKind kind, JsonElement obj, JsonElement metadata, JsonElement spec, JsonElement status) => kind switch
    {
        { Group: "apps", Kind: "Deployment" } => Deployment(obj, metadata, spec, status),
        { Group: "apps", Kind: "ReplicaSet" } or { Group: "", Kind: "ReplicationController" } => ReplicaSet(metadata, spec, status),
        { Group: "apps", Kind: "StatefulSet" } => StatefulSet(spec, status),
        { Group: "apps", Kind: "DaemonSet" } => DaemonSet(obj, spec, status),
        { Group: "apps", Kind: "ControllerRevision" } => ControllerRevision(obj, metadata),
        { Group: "batch", Kind: "Job" } => Job(spec, status),
        _ => null,
    };

    private static LiveWorkload Deployment(JsonElement obj, JsonElement metadata, JsonElement spec, JsonElement status) => new()
    {
        Wanted = spec.Number("replicas"u8) ?? 1,
        Existing = status.Number("replicas"u8) ?? 0,
        Updated = status.Number("updatedReplicas"u8) ?? 0,
        Available = status.Number("availableReplicas"u8) ?? 0,
        Ready = status.Number("readyReplicas"u8) ?? 0,
        IsPaused = spec.Flag("paused"u8) == true,
        MaxUnavailable = JsonObject.Create(obj) is { } node ? RollingUpdate.MaxUnavailable(node) : 0,
        Revision = RevisionAnnotation(metadata),
    };

    private static LiveWorkload ReplicaSet(JsonElement metadata, JsonElement spec, JsonElement status) => new()
    {
        Wanted = spec.Number("replicas"u8) ?? 1,
        Existing = status.Number("replicas"u8) ?? 0,
        Updated = status.Number("replicas"u8) ?? 0,
        Available = status.Number("availableReplicas"u8) ?? 0,
        Ready = status.Number("readyReplicas"u8) ?? 0,
        Revision = RevisionAnnotation(metadata),
        Hash = Label(metadata, "pod-template-hash"u8),
    };

    private static LiveWorkload StatefulSet(JsonElement spec, JsonElement status)
    {
        JsonElement strategy = spec.Field("updateStrategy"u8) ?? default;
        JsonElement rolling = strategy.Field("rollingUpdate"u8) ?? default;
        return new LiveWorkload
        {
            Wanted = spec.Number("replicas"u8) ?? 1,
            Existing = status.Number("replicas"u8) ?? 0,
            Updated = status.Number("updatedReplicas"u8) ?? 0,
            Available = status.Number("availableReplicas"u8) ?? status.Number("readyReplicas"u8) ?? 0,
            Ready = status.Number("readyReplicas"u8) ?? 0,
            IsOnDelete = strategy.Text("type"u8) == "OnDelete",
            IsOrdered = spec.Text("podManagementPolicy"u8) is null or "OrderedReady",
            Partition = rolling.Number("partition"u8),
            MaxUnavailable = rolling.Number("maxUnavailable"u8) ?? 1,
            Revision = InternPool.Shared.Intern(status.Text("updateRevision"u8)),
        };
    }

    private static LiveWorkload DaemonSet(JsonElement obj, JsonElement spec, JsonElement status)
    {
        long desired = status.Number("desiredNumberScheduled"u8) ?? 0;
        return new LiveWorkload
        {
            Wanted = desired,
            Existing = status.Number("currentNumberScheduled"u8) ?? 0,
            Updated = status.Number("updatedNumberScheduled"u8) ?? 0,
            Available = status.Number("numberAvailable"u8) ?? 0,
            Ready = status.Number("numberReady"u8) ?? 0,
            IsOnDelete = (spec.Field("updateStrategy"u8) ?? default).Text("type"u8) == "OnDelete",
            MaxUnavailable = JsonObject.Create(obj) is { } node ? RollingUpdate.DaemonSetMaxUnavailable(node, desired) : 0,
        };
    }

    private static LiveWorkload ControllerRevision(JsonElement obj, JsonElement metadata) => new()
    {
        Revision = obj.Number("revision"u8)?.ToString(CultureInfo.InvariantCulture),
        Hash = Label(metadata, "controller-revision-hash"u8),
    };

    private static LiveWorkload Job(JsonElement spec, JsonElement status) => new()
    {
        Wanted = spec.Number("completions"u8) ?? spec.Number("parallelism"u8) ?? 1,
        Existing = status.Number("active"u8) ?? 0,
        Ready = status.Number("succeeded"u8) ?? 0,
        IsSuspended = spec.Flag("suspend"u8) == true,
        HasTtl = spec.Number("ttlSecondsAfterFinished"u8) is not null,
    };

    private static string? RevisionAnnotation(JsonElement metadata) =>
        InternPool.Shared.Intern((metadata.Field("annotations"u8) ?? default).Text("deployment.kubernetes.io/revision"u8));

    private static string? Label(JsonElement metadata, ReadOnlySpan<byte> name) => InternPool.Shared.Intern((metadata.Field("labels"u8) ?? default).Text(name));
}
