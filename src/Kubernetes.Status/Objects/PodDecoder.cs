using System.Collections.Immutable;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Makes of a pod, as it arrives, what is kept of it.</summary>
public static class PodDecoder
{
    /// <summary>Texts of kubelet and scheduler are cut to this many characters.</summary>
    public const int MaxText = 1024;

    private const int MaxContainers = 256;

    /// <summary>Reads a pod; a field of a wrong type reads as absent.</summary>
    public static LivePod Decode(JsonElement pod)
    {
        JsonElement metadata = pod.Field("metadata"u8) ?? default;
        JsonElement spec = pod.Field("spec"u8) ?? default;
        JsonElement status = pod.Field("status"u8) ?? default;
        ImmutableArray<LiveContainer> containers = Containers(spec, status);
        LivePod live = new(new NamespacedName(InternPool.Shared.Intern(metadata.Text("namespace"u8)), metadata.Text("name"u8) ?? ""), metadata.Text("uid"u8) ?? "")
        {
            ResourceVersion = Metadata.ResourceVersion(metadata),
            ControllerUid = Metadata.ControllerUid(metadata),
            RevisionHash = RevisionHash(metadata),
            Labels = LabelsOf(metadata),
            Phase = InternPool.Shared.Intern(status.Text("phase"u8)) ?? "",
            Reason = InternPool.Shared.Intern(status.Text("reason"u8)),
            IsDeleting = metadata.Text("deletionTimestamp"u8) is { Length: > 0 },
            RestartsAlways = spec.Text("restartPolicy"u8) is null or "Always",
            Created = KubernetesTime.Parse(metadata.Text("creationTimestamp"u8)),
            Started = KubernetesTime.Parse(status.Text("startTime"u8)),
            Containers = containers,
            Claims = ClaimsOf(spec),
        };
        live = WithConditions(live, status);
        return live with { Newest = NewestOf(live, containers) };
    }

    private static string? RevisionHash(JsonElement metadata)
    {
        JsonElement labels = metadata.Field("labels"u8) ?? default;
        return InternPool.Shared.Intern(labels.Text("pod-template-hash"u8) ?? labels.Text("controller-revision-hash"u8));
    }

    private static ImmutableArray<KeyValuePair<string, string>> LabelsOf(JsonElement metadata)
    {
        if (metadata.Field("labels"u8) is not { ValueKind: JsonValueKind.Object } labels)
        {
            return [];
        }

        ImmutableArray<KeyValuePair<string, string>>.Builder all = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (JsonProperty label in labels.EnumerateObject())
        {
            if (label.Value.ValueKind == JsonValueKind.String)
            {
                all.Add(new(InternPool.Shared.Intern(label.Name)!, InternPool.Shared.Intern(label.Value.GetString())!));
            }
        }

        return all.DrainToImmutable();
    }

    private static LivePod WithConditions(LivePod live, JsonElement status)
    {
        foreach (JsonElement condition in status.Items("conditions"u8))
        {
            bool isTrue = condition.Text("status"u8) == "True";
            switch (condition.Text("type"u8))
            {
                case "Ready":
                    live = live with { IsReady = isTrue, ReadyChanged = KubernetesTime.Parse(condition.Text("lastTransitionTime"u8)) };
                    break;
                case "DisruptionTarget":
                    live = live with { IsDisrupted = isTrue };
                    break;
                case "PodScheduled" when condition.Text("status"u8) == "False" && condition.Text("reason"u8) == "Unschedulable":
                    live = live with { Unschedulable = Cut(condition.Text("message"u8)) ?? "" };
                    break;
            }
        }

        return live;
    }

    private static ImmutableArray<LiveContainer> Containers(JsonElement spec, JsonElement status)
    {
        ImmutableArray<LiveContainer>.Builder all = ImmutableArray.CreateBuilder<LiveContainer>();
        HashSet<string>? sidecars = null;
        foreach (JsonElement container in spec.Items("initContainers"u8))
        {
            if (container.Text("restartPolicy"u8) == "Always" && container.Text("name"u8) is { } name)
            {
                (sidecars ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
            }
        }

        foreach (JsonElement container in status.Items("initContainerStatuses"u8).Take(MaxContainers))
        {
            bool isSidecar = container.Text("name"u8) is { } name && sidecars?.Contains(name) == true;
            all.Add(Container(container, isSidecar ? ContainerRole.Sidecar : ContainerRole.Init));
        }

        foreach (JsonElement container in status.Items("containerStatuses"u8).Take(MaxContainers))
        {
            all.Add(Container(container, ContainerRole.Main) with { ReadinessGrace = ReadinessGrace.Of(spec, container.Text("name"u8)) });
        }

        return all.DrainToImmutable();
    }

    private static LiveContainer Container(JsonElement container, ContainerRole role)
    {
        JsonElement state = container.Field("state"u8) ?? default;
        JsonElement? waiting = state.Field("waiting"u8);
        ContainerExit? exit = Exit(state) ?? Exit(container.Field("lastState"u8) ?? default);
        return new LiveContainer(InternPool.Shared.Intern(container.Text("name"u8)) ?? "", role)
        {
            Restarts = (int)Math.Clamp(container.Number("restartCount"u8) ?? 0, 0, int.MaxValue),
            IsReady = container.Flag("ready"u8) == true,
            IsRunning = state.Field("running"u8) is not null,
            Waiting = InternPool.Shared.Intern(waiting?.Text("reason"u8)),
            WaitingText = Cut(waiting?.Text("message"u8)),
            Image = InternPool.Shared.Intern(container.Text("image"u8)) ?? "",
            LastExit = exit,
        };
    }

    private static ContainerExit? Exit(JsonElement state)
    {
        if (state.Field("terminated"u8) is not { } terminated)
        {
            return null;
        }

        int code = (int)Math.Clamp(terminated.Number("exitCode"u8) ?? 0, int.MinValue, int.MaxValue);
        string reason = InternPool.Shared.Intern(terminated.Text("reason"u8)) ?? "";
        return new ContainerExit(code, reason, KubernetesTime.Parse(terminated.Text("finishedAt"u8)))
        {
            Text = TextOf(reason, terminated.Text("message"u8)),
        };
    }

    // Of a process' own last words only the one is kept that says for sure that it never ran.
    private static string? TextOf(string reason, string? message) =>
        reason is "StartError" or "ContainerCannotRun" ? Cut(message) : message?.Contains(ContainerExit.WrongFormat, StringComparison.Ordinal) == true ? ContainerExit.WrongFormat : null;

    private static ImmutableArray<string> ClaimsOf(JsonElement spec)
    {
        ImmutableArray<string>.Builder? claims = null;
        foreach (JsonElement volume in spec.Items("volumes"u8))
        {
            if (volume.Field("persistentVolumeClaim"u8)?.Text("claimName"u8) is { } claim)
            {
                (claims ??= ImmutableArray.CreateBuilder<string>()).Add(claim);
            }
        }

        return claims?.DrainToImmutable() ?? [];
    }

    private static DateTimeOffset? NewestOf(LivePod live, ImmutableArray<LiveContainer> containers)
    {
        DateTimeOffset? newest = Later(Later(live.Created, live.Started), live.ReadyChanged);
        foreach (LiveContainer container in containers)
        {
            newest = Later(newest, container.LastExit?.FinishedAt);
        }

        return newest;
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b : a;

    private static string? Cut(string? text) => text is null || text.Length <= MaxText ? text : text[..MaxText];
}
