using System.Text.Json;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Makes of an event, as it arrives, what is kept of it: nothing of those that no rule reads.</summary>
public static class EventDecoder
{
    /// <summary>The field selector of a watch that brings what the rules read and leaves out what a busy cluster has most of.</summary>
    internal const string Selector = "type=Warning,reason!=BackOff,reason!=FailedScheduling,reason!=Failed";

    /// <summary>Reads an event of core/v1; null for one that tells no cause.</summary>
    public static LiveEvent? Decode(JsonElement item)
    {
        string? reason = item.Text("reason"u8);
        JsonElement regarding = item.Field("involvedObject"u8) ?? default;
        string message = item.Text("message"u8) ?? "";
        if (!IsTelling(reason, message) || regarding.Text("uid"u8) is not { Length: > 0 } uid)
        {
            return null;
        }

        JsonElement metadata = item.Field("metadata"u8) ?? default;
        JsonElement series = item.Field("series"u8) ?? default;
        return new LiveEvent(
            new NamespacedName(InternPool.Shared.Intern(metadata.Text("namespace"u8)), metadata.Text("name"u8) ?? ""),
            GroupVersionKind.Parse(regarding.Text("apiVersion"u8) ?? "v1", InternPool.Shared.Intern(regarding.Text("kind"u8)) ?? "").GroupKind,
            new NamespacedName(InternPool.Shared.Intern(regarding.Text("namespace"u8)), regarding.Text("name"u8) ?? ""),
            uid,
            InternPool.Shared.Intern(reason)!,
            message.Length <= PodDecoder.MaxText ? message : message[..PodDecoder.MaxText],
            KubernetesTime.Parse(series.Text("lastObservedTime"u8))
                ?? KubernetesTime.Parse(item.Text("lastTimestamp"u8))
                ?? KubernetesTime.Parse(item.Text("eventTime"u8))
                ?? KubernetesTime.Parse(metadata.Text("creationTimestamp"u8)))
        {
            ResourceVersion = Metadata.ResourceVersion(metadata),
            Container = ContainerOf(regarding.Text("fieldPath"u8)),
        };
    }

    // Readiness probes that fail are the rule while something starts; the other two end a container.
    private static bool IsTelling(string? reason, string message) => reason switch
    {
        "FailedCreate" or "FailedMount" or "FailedAttachVolume" or "ProvisioningFailed" => true,
        LiveEvent.Unhealthy => message.StartsWith("Liveness probe", StringComparison.Ordinal) || message.StartsWith("Startup probe", StringComparison.Ordinal),
        _ => false,
    };

    // spec.containers{app}
    private static string? ContainerOf(string? path) =>
        path is [.., '}'] && path.IndexOf('{', StringComparison.Ordinal) is var open and > 0 ? InternPool.Shared.Intern(path[(open + 1)..^1]) : null;
}
