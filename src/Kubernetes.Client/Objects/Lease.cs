using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A Lease of coordination.k8s.io/v1.</summary>
public sealed class Lease(JsonObject content) : KubernetesObject(content), IResource<Lease>
{
    public Lease(NamespacedName key)
        : this(NewContent(Mapping, key))
    {
    }

    public static ResourceMapping Mapping { get; } = ResourceMapping.Known("coordination.k8s.io", "v1", "Lease", "leases");

    /// <summary>Null or empty when nobody holds it.</summary>
    public string? HolderIdentity
    {
        get => Spec.GetString("holderIdentity");
        set => Spec.Set("holderIdentity", value);
    }

    public long? LeaseDurationSeconds
    {
        get => Spec.GetLong("leaseDurationSeconds");
        set => Spec["leaseDurationSeconds"] = value;
    }

    public long LeaseTransitions
    {
        get => Spec.GetLong("leaseTransitions") ?? 0;
        set => Spec["leaseTransitions"] = value;
    }

    public DateTimeOffset? AcquireTime
    {
        get => Spec.GetTime("acquireTime");
        set => Spec.Set("acquireTime", value is { } time ? KubernetesTime.FormatMicro(time) : null);
    }

    public DateTimeOffset? RenewTime
    {
        get => Spec.GetTime("renewTime");
        set => Spec.Set("renewTime", value is { } time ? KubernetesTime.FormatMicro(time) : null);
    }

    private JsonObject Spec => Content.GetOrAddObject("spec");

    public static Lease Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));
}
