using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>Makes of an object that is no pod, as it arrives, what is kept of it; kstatus is asked here, once, while the whole object is there.</summary>
public static class ObjectDecoder
{
    private const int MaxConditions = 32;

    /// <summary>A decoder for lists and watches of one kind (items of a list carry no apiVersion and kind of their own).</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="isWhole">True to keep the whole object besides.</param>
    public static ResourceDecoder<LiveObject> For(GroupVersionKind kind, bool isWhole = false) =>
        isWhole ? obj => Decode(kind, obj) with { Content = Whole(kind, obj) } : obj => Decode(kind, obj);

    /// <summary>Reads an object of a kind; a field of a wrong type reads as absent.</summary>
    public static LiveObject Decode(GroupVersionKind kind, JsonElement obj)
    {
        JsonElement metadata = obj.Field("metadata"u8) ?? default;
        JsonElement spec = obj.Field("spec"u8) ?? default;
        JsonElement status = obj.Field("status"u8) ?? default;
        KstatusResult result = Compute(kind, obj);
        return new LiveObject(kind, new NamespacedName(InternPool.Shared.Intern(metadata.Text("namespace"u8)), metadata.Text("name"u8) ?? ""), metadata.Text("uid"u8) ?? "")
        {
            ResourceVersion = Metadata.ResourceVersion(metadata),
            Generation = metadata.Number("generation"u8) ?? 0,
            ObservedGeneration = status.Number("observedGeneration"u8) ?? ParseGeneration(status.Text("observedGeneration"u8)),
            IsDeleting = metadata.Text("deletionTimestamp"u8) is { Length: > 0 },
            ControllerUid = Metadata.ControllerUid(metadata),
            HasStatus = status.ValueKind == JsonValueKind.Object && status.EnumerateObject().Any(),
            State = result.State,
            Reason = InternPool.Shared.Intern(result.Reason) ?? "",
            Message = Cut(result.Message),
            Policy = WaitPolicy.Of(metadata),
            Phase = InternPool.Shared.Intern(status.Text("phase"u8)),
            Conditions = Conditions(status),
            Workload = WorkloadDecoder.Decode(kind.GroupKind, obj, metadata, spec, status),
            Detail = DetailOf(kind.GroupKind, obj, spec, status),
        };
    }

    private static JsonElement Whole(GroupVersionKind kind, JsonElement obj) => obj.TryGetProperty("kind"u8, out _) ? obj.Clone() : JsonElement.Parse(Named(kind, obj).ToJsonString());

    private static JsonObject Named(GroupVersionKind kind, JsonElement obj)
    {
        JsonObject node = JsonObject.Create(obj) ?? [];
        if (!node.ContainsKey("kind"))
        {
            node["apiVersion"] = kind.ApiVersion;
            node["kind"] = kind.Kind;
        }

        return node;
    }

    private static KstatusResult Compute(GroupVersionKind kind, JsonElement obj)
    {
        try
        {
            return Kstatus.Compute(Named(kind, obj), DateTimeOffset.MaxValue);
        }
        catch (KstatusException exception)
        {
            return new KstatusResult(KstatusState.Unknown, exception.Message, []);
        }
    }

    private static ImmutableArray<ObjectCondition> Conditions(JsonElement status)
    {
        ImmutableArray<ObjectCondition>.Builder? all = null;
        foreach (JsonElement condition in status.Items("conditions"u8).Take(MaxConditions))
        {
            (all ??= ImmutableArray.CreateBuilder<ObjectCondition>()).Add(new ObjectCondition(
                InternPool.Shared.Intern(condition.Text("type"u8)) ?? "",
                InternPool.Shared.Intern(condition.Text("status"u8)) ?? "",
                InternPool.Shared.Intern(condition.Text("reason"u8)) ?? "",
                Cut(condition.Text("message"u8)),
                KubernetesTime.Parse(condition.Text("lastTransitionTime"u8)))
            {
                ObservedGeneration = condition.Number("observedGeneration"u8),
            });
        }

        return all?.DrainToImmutable() ?? [];
    }

    private static LiveDetail? DetailOf(GroupKind kind, JsonElement obj, JsonElement spec, JsonElement status) => kind switch
    {
        { Group: "", Kind: "PersistentVolumeClaim" } => new LiveDetail { StorageClass = spec.Text("storageClassName"u8) },
        { Group: "storage.k8s.io", Kind: "StorageClass" } => new LiveDetail { WaitsForConsumer = obj.Text("volumeBindingMode"u8) == "WaitForFirstConsumer" },
        { Group: "", Kind: "Service" } => new LiveDetail { LacksAddress = LacksAddress(spec, status) },
        { Group: "networking.k8s.io" or "extensions", Kind: "Ingress" } => new LiveDetail { LacksAddress = HasNoIngress(status) },
        { Group: "gateway.networking.k8s.io", Kind: "Gateway" } => new LiveDetail { LacksAddress = !status.Items("addresses"u8).Any() },
        { Group: "flagger.app", Kind: "Canary" } => new LiveDetail { AnalysisInterval = AnalysisInterval.Of(spec) },
        _ => null,
    };

    private static bool LacksAddress(JsonElement spec, JsonElement status) =>
        spec.Text("type"u8) == "LoadBalancer"
        && !spec.Items("externalIPs"u8).Any()
        && HasNoIngress(status);

    private static bool HasNoIngress(JsonElement status) => !(status.Field("loadBalancer"u8) ?? default).Items("ingress"u8).Any();

    // Argo's Rollout has it as a text.
    private static long? ParseGeneration(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long generation) ? generation : null;

    private static string Cut(string? text) => text is null ? "" : text.Length <= PodDecoder.MaxText ? text : text[..PodDecoder.MaxText];
}
